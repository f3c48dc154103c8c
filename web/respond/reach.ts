// The server's word where it is reached, what a kiosk has kept (kept.ts) where it is not.
const kept = (request: Request): Promise<Response | undefined> => caches.match(request, { ignoreVary: true })
async function forget(request: Request): Promise<void> {
  for (const name of await caches.keys()) await (await caches.open(name)).delete(request)
}
/** A survey that rests says so itself; any other failure is somebody between, or nobody at all. */
export async function reach(request: Request): Promise<Response> {
  let answer: Response
  try { answer = await fetch(request) } catch (lost) {
    const found = await kept(request)
    if (found) return found
    throw lost
  }
  if (answer.status >= 500 && !answer.headers.has('x-shut')) return (await kept(request)) ?? answer
  if (answer.status === 404 || answer.status === 410) await forget(request)
  return answer
}
