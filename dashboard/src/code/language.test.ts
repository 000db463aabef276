import { expect, test } from 'vitest';
import { languageOfFence, languageOfPath } from './language';

test.each([
  ['src/main.ts', 'typescript'],
  ['C:\\work\\App.TSX', 'typescript'],
  ['/srv/app/Dockerfile', 'dockerfile'],
  ['Dockerfile.dev', 'dockerfile'],
  ['.github/workflows/ci.yml', 'yaml'],
  ['vite.config.mts', 'typescript'],
  ['.editorconfig', 'ini'],
  ['Makefile', 'makefile'],
  ['App.svelte', 'xml'],
  ['build.gradle.kts', 'kotlin'],
  ['LICENSE', undefined],
  ['notes.txt', undefined],
  ['java', 'java'],
  ['a.constructor', undefined],
  ['', undefined],
])('the file %j is in %s', (path, language) => {
  expect(languageOfPath(path)).toBe(language);
});

test.each([
  ['ts', 'typescript'],
  ['TypeScript title="a.ts"', 'typescript'],
  ['shell', 'bash'],
  ['yml,linenos', 'yaml'],
  ['text', undefined],
  ['__proto__', undefined],
  ['', undefined],
])('behind a fence, %j is %s', (info, language) => {
  expect(languageOfFence(info)).toBe(language);
});
