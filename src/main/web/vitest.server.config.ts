import { defineConfig } from 'vitest/config'
import { sources } from './sources.ts'

/** The client package against the real server. Files run one by one: they may restore its state. */
export default defineConfig({
  resolve: { alias: sources },
  test: {
    include: ['{packages,apps}/*/src/**/*.server.test.ts'],
    environment: 'node',
    fileParallelism: false,
    globalSetup: './testing/globalServer.ts',
    testTimeout: 30_000,
    hookTimeout: 300_000,
  },
})
