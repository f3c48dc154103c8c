// The respondent's script: one file of its own, under a fixed name, without a line of the console.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2022', outDir: here('./dist'), emptyOutDir: false, reportCompressedSize: true,
    rollupOptions: { input: here('./respond/main.ts'), output: { format: 'iife', entryFileNames: 'respond/main.js' } },
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
