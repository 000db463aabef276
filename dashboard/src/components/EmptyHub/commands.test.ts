import { expect, test } from 'vitest';
import { firstCommands } from './commands';

test('the standard hub needs no address', () => {
  expect(firstCommands('http://localhost:4680').connect).toBe('bin/signalbox connect claude-code');
});

test('any other hub is named in every command', () => {
  const commands = firstCommands('http://hub.lan:8080');
  expect(commands.connect).toBe('bin/signalbox connect claude-code --url http://hub.lan:8080');
  expect(commands.demo).toBe('bin/signalbox demo --url http://hub.lan:8080');
  expect(commands.curl).toMatch(/^curl http:\/\/hub\.lan:8080\/api\/sessions /);
});
