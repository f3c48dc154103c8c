import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

// The respondent's script: a file of its own, no console code, no framework. Built after the console, into the same folder.
export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2020', emptyOutDir: false, modulePreload: false,
    rollupOptions: {
      input: fileURLToPath(new URL('./respond/respond.ts', import.meta.url)),
      output: { format: 'iife', entryFileNames: 'assets/respond-[hash].js' },
    },
  },
})
