// In a frame on another site's page: says how high it is, and when nothing is left to answer. Heights are no secret, so any
// page may hear them; which pages may show the survey at all is the server's word (frame-ancestors).
export function toldToFrame(): void {
  if (window.parent === window) return
  const tell = (message: object): void => window.parent.postMessage({ styk: 1, ...message }, '*')
  const main = document.querySelector('main')!
  const size = (): void => tell({ height: Math.ceil(main.getBoundingClientRect().height) })
  new ResizeObserver(size).observe(main)
  size()
  if (document.body.dataset['over'] !== undefined) tell({ over: true })
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') tell({ close: true }) })
}
