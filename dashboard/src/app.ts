import { getContext, setContext } from 'svelte';
import type { HubApi } from './connection/api';
import type { ControlApi } from './connection/control';
import type { Connection } from './connection/Connection';
import type { AskFeed } from './feed/AskFeed';
import type { Asks } from './store/asks/asks.svelte';
import type { Hub } from './store/hub.svelte';

/** What every page may use. */
export interface App {
  readonly hub: Hub;
  readonly api: HubApi;
  readonly control: ControlApi;
  readonly asks: Asks;
  readonly askFeed: AskFeed;
  readonly connection: Connection;
}

const KEY = Symbol('app');

export function provideApp(app: App): void {
  setContext(KEY, app);
}

export function useApp(): App {
  return getContext<App>(KEY);
}
