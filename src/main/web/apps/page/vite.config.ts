import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { sources } from '../../sources.ts'
import { compressed } from './compressed.ts'
import { firstPage } from './firstPage.ts'
import { licenses } from './licenses.ts'

const server = `http://localhost:${process.env.CHAT_PORT ?? 3002}`

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), firstPage(), licenses(), compressed()],
  resolve: {
    alias: [...sources, { find: /^entities$/, replacement: fileURLToPath(new URL('./src/app/entities.ts', import.meta.url)) }],
  },
  build: {
    outDir: '../../../../../target/classes/static',
    emptyOutDir: true,
    target: 'es2023',
    // Inlined assets would be data: URLs in scripts and styles, which a strict policy has no reason
    // to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // firstPage holds what counts, compressed.
    chunkSizeWarningLimit: 1_000,
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      '/api': { target: server },
      '/ws': { target: server, ws: true },
      '/oauth2': { target: server },
      '/login': { target: server },
    },
  },
})
