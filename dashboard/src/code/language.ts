/** Languages by the endings of their files, and by the names that people give them. */
const ENDINGS = {
  bash: 'sh bash zsh ksh shell console',
  cpp: 'c h cpp cc cxx hpp hh hxx ino',
  csharp: 'cs csx',
  css: 'css',
  dart: 'dart',
  diff: 'diff patch',
  dockerfile: 'dockerfile containerfile docker',
  go: 'go golang',
  graphql: 'graphql gql',
  groovy: 'groovy gradle jenkinsfile',
  ini: 'ini toml cfg conf editorconfig gitconfig npmrc',
  java: 'java',
  javascript: 'js mjs cjs jsx node',
  json: 'json jsonc json5 jsonl webmanifest',
  kotlin: 'kt kts',
  lua: 'lua',
  makefile: 'mk make makefile gnumakefile',
  markdown: 'md mdx markdown',
  php: 'php',
  properties: 'properties env',
  protobuf: 'proto',
  python: 'py pyi pyw python3',
  ruby: 'rb gemfile rakefile gemspec',
  rust: 'rs',
  scss: 'scss sass less',
  sql: 'sql postgresql sqlite mysql',
  swift: 'swift',
  typescript: 'ts mts cts tsx',
  xml: 'xml html htm xhtml svg svelte vue xsd xsl plist csproj',
  yaml: 'yaml yml',
} as const;

/** A language whose code can be coloured. */
export type Language = keyof typeof ENDINGS;
export const LANGUAGES = Object.keys(ENDINGS) as readonly Language[];

const BY_NAME: ReadonlyMap<string, Language> = new Map(
  Object.entries(ENDINGS).flatMap(([language, endings]) =>
    [language, ...endings.split(' ')].map((name) => [name, language as Language] as const),
  ),
);

/** By the file's name (`Dockerfile`) or what follows its last point. */
export function languageOfPath(path: string): Language | undefined {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const [name = '', ...endings] = file.toLowerCase().split('.');
  return BY_NAME.get(endings.at(-1) ?? name) ?? (name === '' ? undefined : specialFile(name));
}

/** By what stands behind the fence of a block of code: `ts`, `python title="a.py"`. */
export function languageOfFence(info: string): Language | undefined {
  return BY_NAME.get((/^[\w+#-]+/.exec(info)?.[0] ?? '').toLowerCase());
}

/** `Dockerfile.dev`, `Makefile.am`. */
function specialFile(name: string): Language | undefined {
  return /^(?:docker|container|make|jenkins|gem|rake)file$/.test(name)
    ? BY_NAME.get(name)
    : undefined;
}
