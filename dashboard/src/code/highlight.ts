import bash from 'highlight.js/lib/languages/bash';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import dart from 'highlight.js/lib/languages/dart';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import graphql from 'highlight.js/lib/languages/graphql';
import groovy from 'highlight.js/lib/languages/groovy';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import lua from 'highlight.js/lib/languages/lua';
import makefile from 'highlight.js/lib/languages/makefile';
import markdown from 'highlight.js/lib/languages/markdown';
import php from 'highlight.js/lib/languages/php';
import properties from 'highlight.js/lib/languages/properties';
import protobuf from 'highlight.js/lib/languages/protobuf';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import scss from 'highlight.js/lib/languages/scss';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import type { LanguageFn } from 'highlight.js';
import { createLowlight } from 'lowlight';
import { linesOf } from './flatten';
import type { Language } from './language';
import type { CodeLine } from './line';

const grammars: Record<Language, LanguageFn> = {
  bash,
  cpp: withoutFunctions(cpp),
  csharp: withoutFunctions(csharp),
  css,
  dart,
  diff,
  dockerfile,
  go,
  graphql,
  groovy,
  ini,
  java,
  javascript,
  json,
  kotlin,
  lua,
  makefile,
  markdown,
  php,
  properties,
  protobuf,
  python,
  ruby,
  rust,
  scss,
  sql,
  swift,
  typescript,
  xml,
  yaml,
};

const lowlight = createLowlight(grammars);

/**
 * The lines of the code in colour; undefined where the highlighter gives up, as on thousands of
 * templates in each other. Call it for code that is colourable only.
 */
export function highlight(code: string, language: Language): readonly CodeLine[] | undefined {
  try {
    return linesOf(lowlight.highlight(language, code, { prefix: '' }).children);
  } catch {
    return undefined;
  }
}

/** To find a declaration they look from each word through all words that follow: seconds, at worst. */
function withoutFunctions(grammar: LanguageFn): LanguageFn {
  return (library) => {
    const language = grammar(library);
    const contains = language.contains.filter(
      (mode) => (mode.scope ?? mode.className) !== 'function',
    );
    return { ...language, contains };
  };
}
