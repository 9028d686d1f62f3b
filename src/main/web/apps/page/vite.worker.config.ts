import { defineConfig } from 'vite'
import { compressed } from './compressed.ts'
import page from './vite.config.ts'

/**
 * The service worker: one file without imports, whose name stays the same so that browsers find the
 * next version of it.
 */
export default defineConfig({
  root: page.root!,
  publicDir: false,
  plugins: [compressed()],
  resolve: page.resolve!,
  build: {
    ...page.build,
    emptyOutDir: false,
    lib: { entry: 'src/worker/sw.ts', formats: ['iife'], name: 'sw', fileName: () => 'sw.js' },
  },
})
