import { defineConfig } from 'vitest/config'
import { sources } from './sources.ts'

/**
 * The quick tests: no server, no browser. A file that needs a document names jsdom in its first
 * line.
 */
export default defineConfig({
  resolve: { alias: sources },
  test: {
    include: ['{packages,apps}/*/src/**/*.test.ts', '{packages,apps}/*/src/**/*.test.tsx'],
    exclude: ['{packages,apps}/*/src/**/*.server.test.ts'],
    environment: 'node',
    // A document and a process for each file would take longer than all tests.
    pool: 'threads',
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
  },
})
