import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

// The script that measures pages of firms' own sites. The server hands it out as /vitals.js.
export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2020', emptyOutDir: false, modulePreload: false,
    rollupOptions: {
      input: fileURLToPath(new URL('./embed/vitals.ts', import.meta.url)),
      output: { format: 'iife', entryFileNames: 'assets/vitals-[hash].js' },
    },
  },
})
