import { describe, expect, test } from 'vitest';
import { parseMarkdown } from './parse';
import type { Block, Inline } from './tree';

/** A short form of the tree: `strong(a)`, `link<address>(a)`. */
function inline(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text;
      if (node.kind === 'code') return `code(${node.text})`;
      if (node.kind === 'break') return '|';
      const address = node.kind === 'link' ? `<${node.address}>` : '';
      return `${node.kind}${address}(${inline(node.children)})`;
    })
    .join('');
}

/** Each block on a line, what is in it behind its name. */
function outline(blocks: readonly Block[] = []): readonly string[] {
  return blocks.map((block) => {
    switch (block.kind) {
      case 'paragraph':
        return `p: ${inline(block.children)}`;
      case 'heading':
        return `h${block.level}: ${inline(block.children)}`;
      case 'code':
        return `code[${block.info}]: ${block.text}`;
      case 'quote':
        return `quote{${outline(block.blocks).join('; ')}}`;
      case 'list': {
        const items = block.items.map(
          ({ isDone, blocks: inner }) =>
            `${isDone === undefined ? '' : isDone ? '[x] ' : '[ ] '}${outline(inner).join('; ')}`,
        );
        return `list[${block.start ?? '-'}]{${items.join(' / ')}}`;
      }
      case 'table':
        return `table: ${[block.head, ...block.rows].map((row) => row.map(inline).join(',')).join(' / ')}`;
      case 'rule':
        return 'rule';
      case 'plain':
        return `plain: ${block.text}`;
    }
  });
}

function read(text: string): readonly string[] {
  return outline(parseMarkdown(text));
}

describe('what agents write', () => {
  test.each([
    ['# Plan\n\n## Steps', ['h1: Plan', 'h2: Steps']],
    ['one\ntwo', ['p: one|two']],
    ['**a** _b_ ~~c~~ `d  e`', ['p: strong(a) emphasis(b) deleted(c) code(d  e)']],
    ['3. a\n4. b\n   - c', ['list[3]{p: a / p: b; list[-]{p: c}}']],
    ['- [x] a\n- [ ] b', ['list[-]{[x] p: a / [ ] p: b}']],
    ['- [x] a\n\n- [ ] b', ['list[-]{[x] p: a / [ ] p: b}']],
    ['```ts\nlet a;\n```', ['code[ts]: let a;']],
    ['```\nnever closed', ['code[]: never closed']],
    ['> a\n> - b', ['quote{p: a; list[-]{p: b}}']],
    ['|a|b|\n|-|-:|\n|1|`2`|', ['table: a,b / 1,code(2)']],
    ['a\n\n---\n\nb', ['p: a', 'rule', 'p: b']],
    ['a &lt;b&gt; &amp;lt; \\*c\\* `&lt;`', ['p: a <b> &lt; *c* code(&lt;)']],
    ['snake_case_name and 2 * 3 * 4', ['p: snake_case_name and 2 * 3 * 4']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('columns are aligned as the table says', () => {
    const aligns = ['left', 'center', 'right'];
    expect(parseMarkdown('|a|b|c|\n|-|:-:|-:|\n|1|2|3|')).toMatchObject([{ aligns }]);
  });
});

describe('links', () => {
  test.each([
    ['[a](https://x.org/a?b=c#d)', 'link<https://x.org/a?b=c#d>(a)'],
    [
      '<mailto:a@x.org> http://x.org',
      'link<mailto:a@x.org>(mailto:a@x.org) link<http://x.org/>(http://x.org)',
    ],
    ['see www.x.org.', 'see link<http://www.x.org/>(www.x.org).'],
    ['[b](HTTPS://x.org "The title")', 'link<https://x.org/>(b)'],
    ['[b](https://аpple.com)', 'link<https://xn--pple-43d.com/>(b)'],
  ])('%j leads to where it says', (text, expected) => {
    expect(read(text)).toEqual([`p: ${expected}`]);
  });

  test.each([
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](java&#115;cript:alert(1))',
    '[a](&#x6A;avascript:alert(1))',
    '[a](data:text/html,<b>x</b>)',
    '[a](vbscript:x)',
    '[a](file:///etc/passwd)',
    '[a](blob:https://x.org/1)',
    '[a](signalbox:x)',
    '[a](//x.org)',
    '[a](/api/sessions)',
    '[a](src/main.ts:12)',
    '[a](#b)',
    '[](https://x.org)',
    '![a](javascript:alert(1))',
    '[![a](https://x.org/a.png)](https://x.org)',
  ])('%j stands as it was written', (text) => {
    expect(read(text)).toEqual([`p: ${text}`]);
  });

  test('an image is a link to it', () => {
    expect(read('![The graph](https://x.org/a.png) ![](https://x.org/b.png)')).toEqual([
      'p: link<https://x.org/a.png>(Image: The graph) link<https://x.org/b.png>(Image: no description)',
    ]);
  });
});

describe('what somebody approves hides nothing', () => {
  test.each([
    ['<img src=x onerror=alert(1)> a', 'p: <img src=x onerror=alert(1)> a'],
    ['a <b onclick="x()">b</b>', 'p: a <b onclick="x()">b</b>'],
    ['<div onclick="x()">\n**a**\n</div>', 'plain: <div onclick="x()">\n**a**\n</div>'],
    ['<!-- rm -rf / -->', 'plain: <!-- rm -rf / -->'],
    ['[//]: # (rm -rf /)', 'plain: [//]: # (rm -rf /)'],
    ['a &#x202e;b &#8203;c', 'p: a &#x202e;b &#8203;c'],
    ['|a|\n|-|\n|1|rm -rf /|', 'plain: |a|\n|-|\n|1|rm -rf /|'],
    ['```sh rm -rf /\nls\n```', 'code[sh rm -rf /]: ls'],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });
});
