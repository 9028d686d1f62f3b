import { defineConfig } from 'vitest/config'
import { clientSource } from './vite.config.ts'

/** The quick tests: no server, no browser. */
export default defineConfig({
  resolve: { alias: clientSource },
  test: { include: ['src/**/*.test.ts', 'src/**/*.test.tsx'], exclude: ['src/**/*.server.test.ts'], environment: 'jsdom' },
})
