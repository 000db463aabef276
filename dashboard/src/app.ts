import { getContext, setContext } from 'svelte';
import type { HubApi } from './connection/api';
import type { Connection } from './connection/Connection';
import type { Hub } from './store/hub.svelte';

/** What every page may use. */
export interface App {
  readonly hub: Hub;
  readonly api: HubApi;
  readonly connection: Connection;
}

const KEY = Symbol('app');

export function provideApp(app: App): void {
  setContext(KEY, app);
}

export function useApp(): App {
  return getContext<App>(KEY);
}
