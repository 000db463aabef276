import { mount } from 'svelte';
import AppShell from './AppShell.svelte';
import { HubApi } from './connection/api';
import { Connection } from './connection/Connection';
import { ControlApi } from './connection/control';
import { HubHttp } from './connection/http';
import { openWebSocket } from './connection/webSocket';
import { onWake } from './appearance/awake';
import { nextFrame } from './appearance/nextFrame';
import { AskFeed } from './feed/AskFeed';
import { Asks } from './store/asks/asks.svelte';
import { Hub } from './store/hub.svelte';
import './styles/tokens.css';
import './styles/base.css';
import './styles/code.css';

const http = new HubHttp(fetch.bind(globalThis));
const api = new HubApi(http);
const control = new ControlApi(http);
const hub = new Hub(nextFrame);
const asks = new Asks();
const askFeed = new AskFeed(control, asks);
const connection = new Connection(
  {
    openSocket: openWebSocket,
    loadSnapshot: (signal) => api.snapshot(signal),
    isWatched: () => !document.hidden,
    random: Math.random,
  },
  hub,
);

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no element #app');
mount(AppShell, { target, props: { app: { hub, api, control, asks, askFeed, connection } } });

hub.watchAll((events) => {
  askFeed.events(events);
});
connection.open();
onWake(() => {
  connection.wake();
});
