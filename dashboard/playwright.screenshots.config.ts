import { defineConfig } from '@playwright/test';
import base from './playwright.config';

/** `npm run screenshots`: the pictures of the documentation, from a real hub with staged sessions. */
export default defineConfig(base, { testMatch: 'screenshots.ts', timeout: 1_200_000 });
