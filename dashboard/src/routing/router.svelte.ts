/** The pages, each with what its address says. */
export type Route =
  | { readonly page: 'now' }
  | { readonly page: 'inbox' }
  | { readonly page: 'session'; readonly id: string }
  | { readonly page: 'unknown'; readonly path: string };

export function parseRoute(path: string): Route {
  if (path === '/' || path === '/index.html') return { page: 'now' };
  if (path === '/inbox') return { page: 'inbox' };
  const session = /^\/sessions\/(.+)$/.exec(path)?.[1];
  if (session === undefined) return { page: 'unknown', path };
  try {
    return { page: 'session', id: decodeURIComponent(session) };
  } catch {
    return { page: 'unknown', path };
  }
}

/** Ids may hold slashes, so that they are encoded whole. */
export function sessionPath(id: string): string {
  return `/sessions/${encodeURIComponent(id)}`;
}

/** The inbox, at one ask. */
export function askPath(id: string): string {
  return `/inbox#${encodeURIComponent(id)}`;
}

class Router {
  route = $state.raw<Route>(parseRoute(location.pathname));
  /** The fragment without `#`: on a session's page the sequence of one row. */
  fragment = $state(location.hash.slice(1));
  /** What the list of all sessions is filtered by. */
  query = $state(new URLSearchParams(location.search).get('q') ?? '');

  go(path: string): void {
    const address = location.pathname + location.search;
    if (path !== address && path !== address + location.hash) history.pushState(null, '', path);
    this.read();
  }

  /** Keeps the list's filter in the address, without a step back for each letter. */
  keepQuery(query: string): void {
    const address = query === '' ? '/' : `/?q=${encodeURIComponent(query)}`;
    if (location.pathname + location.search !== address) history.replaceState(null, '', address);
    this.query = query;
  }

  /** The page has moved on from the row that its address names. */
  dropFragment(): void {
    if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
    this.fragment = '';
  }

  /** Follows the browser's own buttons, and clicks on plain links of this page. */
  start(): () => void {
    const read = () => {
      this.read();
    };
    const click = (event: MouseEvent) => {
      this.click(event);
    };
    addEventListener('popstate', read);
    addEventListener('hashchange', read);
    document.addEventListener('click', click);
    return () => {
      removeEventListener('popstate', read);
      removeEventListener('hashchange', read);
      document.removeEventListener('click', click);
    };
  }

  private read(): void {
    this.route = parseRoute(location.pathname);
    this.fragment = location.hash.slice(1);
  }

  private click(event: MouseEvent): void {
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isPlain || event.defaultPrevented || !(event.target instanceof Element)) return;
    const link = event.target.closest('a[href]');
    if (!(link instanceof HTMLAnchorElement) || link.target !== '') return;
    if (link.origin !== location.origin || link.hash !== '') return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }
}

export const router = new Router();
