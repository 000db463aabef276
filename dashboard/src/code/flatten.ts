import type { CodeLine, Kind, Span } from './line';

/** A piece of coloured code as the highlighter tells it: a text, or a part with its own parts. */
export interface CodeNode {
  readonly type: string;
  readonly value?: string;
  readonly properties?: { readonly className?: unknown };
  readonly children?: readonly CodeNode[];
}

/** The highlighter's names, by ours. What is in neither list has the colour of what is around it. */
const NAMES: Readonly<Record<Kind, string>> = {
  comment: 'comment quote',
  keyword: 'keyword selector-tag bullet doctag',
  string: 'string regexp link code char addition',
  constant: 'number literal symbol deletion',
  name: 'title type built_in name section class selector-class selector-id',
  attribute:
    'attr attribute property variable template-variable meta selector-attr selector-pseudo',
};

const BY_NAME: ReadonlyMap<string, Kind> = new Map(
  Object.entries(NAMES).flatMap(([kind, names]) =>
    names.split(' ').map((name) => [name, kind as Kind] as const),
  ),
);

/** The tree as lines; what spans several lines goes on in each. */
export function linesOf(nodes: readonly CodeNode[]): readonly CodeLine[] {
  const lines: Span[][] = [[]];
  const spans: Span[] = [];
  collect(nodes, undefined, spans);
  for (const { text, kind } of spans) {
    text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== '') add(lines.at(-1) ?? [], part, kind);
    });
  }
  return lines;
}

function add(line: Span[], text: string, kind: Kind | undefined): void {
  const last = line.at(-1);
  if (last !== undefined && last.kind === kind)
    line[line.length - 1] = span(last.text + text, kind);
  else line.push(span(text, kind));
}

function span(text: string, kind: Kind | undefined): Span {
  return kind === undefined ? { text } : { text, kind };
}

function collect(nodes: readonly CodeNode[], outer: Kind | undefined, spans: Span[]): void {
  for (const node of nodes) {
    if (node.value !== undefined) spans.push(span(node.value, outer));
    else collect(node.children ?? [], kindOf(node, outer), spans);
  }
}

function kindOf({ properties }: CodeNode, outer: Kind | undefined): Kind | undefined {
  const classes: unknown = properties?.className;
  const name: unknown = Array.isArray(classes) ? classes[0] : undefined;
  // Code within a string is code again.
  if (name === 'subst') return undefined;
  return (typeof name === 'string' ? BY_NAME.get(name) : undefined) ?? outer;
}
