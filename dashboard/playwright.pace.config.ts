import { defineConfig } from '@playwright/test';
import base from './playwright.config';

/** `npm run pace`: frames, main thread and memory under load. Measures, and fails nothing. */
export default defineConfig(base, { testMatch: 'pace.ts', timeout: 3_600_000 });
