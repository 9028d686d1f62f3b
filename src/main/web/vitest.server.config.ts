import { defineConfig } from 'vitest/config'
import { sources } from './sources.ts'

/**
 * The client package against the real server, without RabbitMQ. Files run one by one: they may
 * restore its state. `WITH_BROWSER` adds what a helpdesk does on its first day, which the browser
 * tests do with RabbitMQ: so it costs no server of its own.
 */
export default defineConfig({
  resolve: { alias: sources },
  test: {
    include: ['{packages,apps}/*/src/**/*.server.test.ts', ...(process.env.WITH_BROWSER ? ['browser-tests/desk.test.ts'] : [])],
    environment: 'node',
    fileParallelism: false,
    globalSetup: './testing/globalServer.ts',
    testTimeout: process.env.WITH_BROWSER ? 90_000 : 30_000,
    hookTimeout: 300_000,
    // As patient as Playwright is.
    expect: { poll: { timeout: 30_000 } },
  },
})
