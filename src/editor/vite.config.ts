import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Where the app runs while its pages are being worked on: `npm run dev`, beside `dotnet run --project src/Convo.Functions.Standalone`.
const app = 'http://127.0.0.1:7071';

export default defineConfig({
  // The same files lie at / and at /app/: nothing may name its place from the root.
  base: './',
  plugins: [react()],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    // A data: address would be one more thing for the content security policy to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': { target: app, changeOrigin: true } } },
});
