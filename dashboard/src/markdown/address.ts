const PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** The whole address, as the browser would open it; undefined for one that is no link here. */
export function safeAddress(written: string): string | undefined {
  if (!URL.canParse(written)) return undefined;
  const { protocol, href } = new URL(written);
  return PROTOCOLS.has(protocol) ? href : undefined;
}
