import { statSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const size = ({ moduleId }: TestSpecification): number => statSync(moduleId).size

/** The long files come first, so that no process has one left when the others are through. */
class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => size(b) - size(a)))
  }
}

/**
 * The page in Chromium against the real server. The tests of a process run one by one, as they
 * share the users of its server; `--maxWorkers` says how many processes there are.
 */
export default defineConfig({
  test: {
    include: ['browser-tests/**/*.test.ts'],
    // It checks nothing: it takes pictures.
    exclude: process.env.SCREENSHOTS ? [] : ['browser-tests/screens.test.ts'],
    environment: 'node',
    globalSetup: './testing/globalServer.ts',
    sequence: { sequencer: LongestFirst },
    maxWorkers: 1,
    // The files share nothing but what they import, which is loaded once.
    isolate: false,
    testTimeout: 90_000,
    hookTimeout: 300_000,
    // As patient as Playwright is.
    expect: { poll: { timeout: 30_000 } },
    reporters: ['verbose'],
  },
})
