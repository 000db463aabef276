import { mount } from 'svelte';
import AppShell from './AppShell.svelte';
import { HubApi } from './connection/api';
import { Connection } from './connection/Connection';
import { HubHttp } from './connection/http';
import { openWebSocket } from './connection/webSocket';
import { onWake } from './appearance/awake';
import { nextFrame } from './appearance/nextFrame';
import { Hub } from './store/hub.svelte';
import './styles/tokens.css';
import './styles/base.css';

const api = new HubApi(new HubHttp(fetch.bind(globalThis)));
const hub = new Hub(nextFrame);
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
mount(AppShell, { target, props: { app: { hub, api, connection } } });

connection.open();
onWake(() => {
  connection.wake();
});
