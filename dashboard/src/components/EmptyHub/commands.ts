/** Where `bin/signalbox` looks for a hub when it is not told. */
const STANDARD = ['http://127.0.0.1:4680', 'http://localhost:4680'];

/** The commands that bring a first session, for a hub whose page is at `origin`. */
export function firstCommands(origin: string) {
  const url = STANDARD.includes(origin) ? '' : ` --url ${origin}`;
  return {
    connect: `bin/signalbox connect claude-code${url}`,
    demo: `bin/signalbox demo${url}`,
    curl: `curl ${origin}/api/sessions \\
  -H 'Content-Type: application/json' \\
  -d '{"cwd":"/srv/app","user":"ana","title":"Say hello"}'`,
  };
}
