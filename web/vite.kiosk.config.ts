import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

// The service worker of kiosks. Its address never changes: a browser that has lost its connection knows no other.
export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2020', emptyOutDir: false, modulePreload: false,
    rollupOptions: {
      input: fileURLToPath(new URL('./respond/worker.ts', import.meta.url)),
      output: { format: 'iife', entryFileNames: 'kiosk.js' },
    },
  },
})
