import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * `ChatInterface` and `ChatNotification` for other React pages, which bring React and the other
 * packages themselves.
 */
export default defineConfig({
  plugins: [react()],
  publicDir: false,
  build: {
    outDir: 'dist',
    target: 'es2023',
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: 'index', cssFileName: 'style' },
    rolldownOptions: { external: (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('\0') },
  },
})
