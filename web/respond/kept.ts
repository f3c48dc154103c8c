// What a kiosk keeps in its browser, so that its page comes back when it is loaded again without a connection: the page itself, its
// script, the whole survey. worker.ts hands it out. Browsers offer both only over https; elsewhere a kiosk lasts as long as its page stands.

export const keptAt = 'x-kept-at' // milliseconds of this clock, on what was kept
/** When an answer was kept; null for what comes from the server now. */
export const sinceWhen = (answer: Response): number | null => Number(answer.headers.get(keptAt)) || null

/** One store a survey: leaving one does not touch another. */
export function keeper(name: string) {
  const able = 'serviceWorker' in navigator && 'caches' in window
  const put = async (address: string, text: string, answer: Response): Promise<void> => {
    const headers = new Headers(answer.headers)
    for (const one of ['content-encoding', 'content-length', 'vary']) headers.delete(one)
    headers.set(keptAt, String(Date.now()))
    await (await caches.open(name)).put(address, new Response(text, { headers }))
  }
  /** The script before the page that names it; scripts of earlier pages go. */
  const scripts = async (page: string): Promise<void> => {
    const store = await caches.open(name)
    const named = [...page.matchAll(/<script src="([^"]+)"/g)].map((found) => new URL(found[1]!, location.href).href)
    for (const one of named) if (!await store.match(one)) await store.add(one)
    for (const one of await store.keys()) if (one.url.includes('/assets/') && !named.includes(one.url)) await store.delete(one)
  }
  return {
    put: async (address: string, text: string, answer: Response): Promise<void> => { if (able && sinceWhen(answer) === null) await put(address, text, answer).catch(() => undefined) },
    /** The first page as the server makes it for nobody in particular, under each address that leads to it. */
    page: async (addresses: readonly string[]): Promise<void> => {
      if (!able) return
      try {
        await navigator.serviceWorker.register('/kiosk.js', { scope: '/s/' })
        for (const one of addresses) {
          const answer = await fetch(one)
          if (!answer.ok || sinceWhen(answer) !== null) return
          const text = await answer.text()
          await scripts(text)
          await put(one, text, answer)
        }
      } catch { /* what is kept stays */ }
    },
  }
}
