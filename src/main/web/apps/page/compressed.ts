import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(js|css|html|svg|json|txt)$/

/** Below it, little is saved. */
const SMALLEST = 1_000

/** Adds a compressed copy of each text, so that the server does not compress it at each request. */
export function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      await Promise.all(
        Object.keys(bundle).map(async (name) => {
          const path = join(dir!, name)
          const content = TEXT.test(name) ? await readFile(path) : Buffer.alloc(0)
          if (content.length >= SMALLEST) await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }))
        }),
      )
    },
  }
}
