import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@kit': here('./kit'), '@app': here('./app'), '@respond': here('./respond'), '@embed': here('./embed') } },
  // STYK_API: where the server listens while the console is being developed
  server: { port: Number(process.env.PORT ?? 5173), proxy: { '^/(api|preview|interview|s|r)/': { target: process.env.STYK_API ?? 'http://127.0.0.1:8080', changeOrigin: false } } },
  build: { target: 'es2023', reportCompressedSize: true, assetsInlineLimit: 0 },
  test: { include: ['test/**/*.test.{ts,tsx}'], environment: 'node', testTimeout: 120_000, hookTimeout: 120_000 },
})
