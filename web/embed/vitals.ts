// How fast the pages of a firm's own site are, by one line:  <script async src="https://styk.example/vitals.js"></script>
// It asks nobody, keeps nothing, knows no person, and sends once: when the page is left. data-share="10" measures a tenth of visits.
import { gathered, type Seen } from './measure'

const script = document.currentScript as HTMLScriptElement | null
const share = Number(script?.dataset['share'] ?? 100)
if (script && Math.random() * 100 < share) begin(new URL('/vitals', script.src).href)

function begin(address: string): void {
  const seen: Seen = { shifts: [], waits: [] }
  const watch = (type: string, take: (entry: PerformanceEntry) => void, more: object = {}): void => {
    try { new PerformanceObserver((list) => { list.getEntries().forEach(take) }).observe({ type, buffered: true, ...more }) } catch { /* this browser does not measure it */ }
  }
  watch('largest-contentful-paint', (entry) => { seen.paint = entry.startTime })
  watch('layout-shift', (entry) => { const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }; if (!shift.hadRecentInput) seen.shifts.push({ at: shift.startTime, value: shift.value }) })
  watch('event', (entry) => { if ((entry as PerformanceEntry & { interactionId?: number }).interactionId) seen.waits.push(entry.duration) }, { durationThreshold: 40 })
  let sent = false
  const send = (): void => {
    if (sent || document.visibilityState !== 'hidden') return
    sent = true
    const first = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined
    const body = gathered({ ...seen, ...(first && { firstByte: first.responseStart }) })
    if (Object.keys(body).length > 0) navigator.sendBeacon(address, JSON.stringify(body))
  }
  document.addEventListener('visibilitychange', send)
}
