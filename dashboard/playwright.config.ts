import { defineConfig } from '@playwright/test';
import { launchOptions } from './e2e/browser';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  testIgnore: 'agents/**',
  // Each test starts a hub of its own.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  outputDir: 'target/e2e',
  use: { launchOptions, colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
});
