import { defineConfig } from 'vitest/config'
import { clientSource } from './vite.config.ts'

/** The client package against the real server. */
export default defineConfig({
  resolve: { alias: clientSource },
  test: {
    include: ['src/**/*.server.test.ts'],
    environment: 'node',
    globalSetup: './testing/globalServer.ts',
    testTimeout: 30_000,
    hookTimeout: 300_000,
  },
})
