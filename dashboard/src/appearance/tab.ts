import type { State } from '../protocol/session';

/** Puts what waits for a person into the tab: its title, and a dot with a number on its icon. */
export function showInTab(counts: Readonly<Record<State, number>>, page: string): void {
  const waiting = counts.needs_you;
  const name = page === '' ? 'Signalbox' : `${page} · Signalbox`;
  const title = waiting > 0 ? `(${waiting}) ${name}` : name;
  if (document.title !== title) document.title = title;
  const icon = iconAddress(waiting, counts.working);
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link !== null && link.href !== icon) link.href = icon;
}

function iconAddress(waiting: number, working: number): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#1d2127"/>${waiting > 0 ? badge(waiting) : dots(working)}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function badge(waiting: number): string {
  const text = waiting > 99 ? '99+' : String(waiting);
  const size = text.length > 2 ? 14 : 19;
  return `<rect x="2" y="2" width="28" height="28" rx="7" fill="#f2b036"/><text x="16" y="${
    16 + size * 0.36
  }" font-family="sans-serif" font-weight="700" font-size="${size}" text-anchor="middle" fill="#1d1503">${text}</text>`;
}

function dots(working: number): string {
  const lamp = working > 0 ? '#4c9bff' : '#8b94a0';
  return `<path d="M8 22V10M16 22V10M24 22V10" stroke="#5b6470" stroke-width="3" stroke-linecap="round"/>
<circle cx="8" cy="18" r="3.5" fill="#8b94a0"/><circle cx="16" cy="13" r="3.5" fill="${lamp}"/><circle cx="24" cy="16" r="3.5" fill="#8b94a0"/>`;
}
