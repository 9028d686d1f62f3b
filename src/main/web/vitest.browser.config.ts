import { statSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Gives each process about the same amount of work: a long file takes long. */
class EvenShards extends BaseSequencer {
  override shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { index, count } = this.ctx.config.shard!
    const shards = Array.from({ length: count }, () => ({ size: 0, files: [] as TestSpecification[] }))
    const bySize = files.map((file) => ({ file, size: statSync(file.moduleId).size })).toSorted((a, b) => b.size - a.size)
    for (const { file, size } of bySize) {
      const smallest = shards.reduce((a, b) => (b.size < a.size ? b : a))
      smallest.files.push(file)
      smallest.size += size
    }
    return Promise.resolve(shards[index - 1]!.files)
  }
}

/** The page in Chromium against the real server. Tests run one by one, as they share its users. */
export default defineConfig({
  test: {
    include: ['browser-tests/**/*.test.ts'],
    // It checks nothing: it takes pictures.
    exclude: process.env.SCREENSHOTS ? [] : ['browser-tests/screens.test.ts'],
    environment: 'node',
    globalSetup: './testing/globalServer.ts',
    sequence: { sequencer: EvenShards },
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
