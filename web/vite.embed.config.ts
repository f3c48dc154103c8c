import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

// The script for firms' own sites: a file of its own, no console code. The server hands it out as /embed.js.
export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2020', emptyOutDir: false, modulePreload: false,
    rollupOptions: {
      input: fileURLToPath(new URL('./embed/embed.ts', import.meta.url)),
      output: { format: 'iife', entryFileNames: 'assets/embed-[hash].js' },
    },
  },
})
