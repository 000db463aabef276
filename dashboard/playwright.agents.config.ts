import base from './playwright.config';

/** The real agents: slower, and only where npm can install them. */
export default {
  ...base,
  testDir: 'e2e/agents',
  testIgnore: [],
  globalSetup: './e2e/agents/installAll.ts',
  // Agents mostly wait, each in a home of its own.
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  outputDir: 'target/e2e-agents',
};
