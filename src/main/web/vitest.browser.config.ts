import { defineConfig } from 'vitest/config'

/** The page in Chromium against the real server. Tests run one by one, as they share its users. */
export default defineConfig({
  test: {
    include: ['browser-tests/**/*.test.ts'],
    // It checks nothing: it takes pictures.
    exclude: process.env.SCREENSHOTS ? [] : ['browser-tests/screens.test.ts'],
    environment: 'node',
    globalSetup: './testing/globalServer.ts',
    fileParallelism: false,
    // The files share nothing but what they import, which is loaded once.
    isolate: false,
    testTimeout: 90_000,
    hookTimeout: 300_000,
    // As patient as Playwright is.
    expect: { poll: { timeout: 30_000 } },
    reporters: ['verbose'],
  },
})
