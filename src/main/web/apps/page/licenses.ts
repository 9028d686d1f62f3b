import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const LICENSE = fileURLToPath(import.meta.resolve('libheif-js/libheif-wasm/LICENSE'))

/** Puts the license of libheif (LGPL-3.0) beside it, as it demands. */
export function licenses(): Plugin {
  return {
    name: 'licenses',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'assets/libheif-LICENSE.txt', source: readFileSync(LICENSE) })
    },
  }
}
