import { defineConfig } from 'vitest/config'

/** The page in Chromium against the real server. Tests run one by one, as they share its users. */
export default defineConfig({
  test: {
    include: ['browser-tests/**/*.test.ts'],
    environment: 'node',
    globalSetup: './testing/globalServer.ts',
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 300_000,
    // As patient as Playwright is.
    expect: { poll: { timeout: 30_000 } },
    reporters: ['verbose'],
  },
})
