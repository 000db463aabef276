import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const hub = process.env['SIGNALBOX_URL'] ?? 'http://127.0.0.1:4680';

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: 'target/classes/dashboard',
    emptyOutDir: true,
    target: 'es2022',
    // The page's Content-Security-Policy allows no data: URL but for images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Of the libraries in the bundle, which ask for it.
    license: { fileName: 'licenses.md' },
  },
  server: {
    proxy: {
      '/api': hub,
      '/health': hub,
      '/ws': { target: hub, ws: true },
    },
  },
  test: {
    include: ['src/**/*.test.ts'],
    // A test measures its colours.
    css: { include: /tokens\.css/ },
  },
});
