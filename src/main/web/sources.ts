import { fileURLToPath } from 'node:url'

const source = (path: string) => fileURLToPath(new URL(`./packages/${path}`, import.meta.url))

/**
 * The packages as their own apps see them: from source, so that nothing has to be built first, and
 * with parts of `chat-react` that the published package does not export.
 */
export const sources = [
  { find: /^@sealkloud\/chat-client$/, replacement: source('chat-client/src/index.ts') },
  { find: /^@sealkloud\/chat-react\/(.+)$/, replacement: source('chat-react/src/$1') },
]
