import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/**
 * What a browser fetches before it can show a conversation, compressed. What is needed later
 * belongs in chunks of its own.
 */
const LIMIT_KB = 200

/**
 * Refuses a build whose first page is too large: the page itself, its script with all that this
 * imports at once, and their styles.
 */
export function firstPage(): Plugin {
  return {
    name: 'first-page',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const first = new Set<string>(['index.html'])
      const add = (name: string) => {
        const file = bundle[name]
        if (file?.type !== 'chunk' || first.has(name)) return
        first.add(name)
        for (const style of file.viteMetadata?.importedCss ?? []) first.add(style)
        for (const imported of file.imports) add(imported)
      }
      for (const file of Object.values(bundle)) if (file.type === 'chunk' && file.isEntry) add(file.fileName)

      const bytes = [...first].map((name) => {
        const file = bundle[name]
        return file ? gzipSync(file.type === 'chunk' ? file.code : file.source).length : 0
      })
      const size = bytes.reduce((sum, each) => sum + each, 0) / 1000
      const said = `The first page is ${size.toFixed(1)} kB gzip in ${first.size} files, of ${LIMIT_KB} kB`
      if (size > LIMIT_KB) this.error(`${said}: make a chunk of its own of what is not needed at once, see later.tsx`)
      this.info(said)
    },
  }
}
