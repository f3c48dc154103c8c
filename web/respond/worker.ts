// Stands between a kiosk's page and the network: the server's word where it is reached, what was kept (kept.ts) where it is not.
// Nothing is kept here, and what a form sends passes by.
import { reach } from './reach'

interface Fetched extends Event { readonly request: Request; respondWith(answer: Promise<Response>): void }
interface Living extends Event { waitUntil(done: Promise<unknown>): void }
interface Worker { skipWaiting(): Promise<void>; clients: { claim(): Promise<void> }; addEventListener(kind: 'fetch', heard: (event: Fetched) => void): void; addEventListener(kind: 'install' | 'activate', heard: (event: Living) => void): void }

const worker = self as unknown as Worker
worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => { if (event.request.method === 'GET') event.respondWith(reach(event.request)) })
