// Answers that wait in the browser for a connection. Each carries a number of its own, so that it counts once however often
// it is sent; it goes only when the server has it.

export interface Step { /** a form, without `go` */ body: string; /** when it was left: milliseconds of this clock */ left: number }
export interface Waiting { number: string; to: string; steps: Step[]; /** sent off; else only kept as far as it goes */ end: boolean }

const trying = 8_000 // milliseconds before a server counts as not reached

export const post = (to: string, body: string, redirect: RequestRedirect = 'follow'): Promise<Response> =>
  fetch(to, { method: 'POST', body: new URLSearchParams(body), redirect, signal: AbortSignal.timeout(trying) })
/** Neither the server's word nor that of a survey which rests: somebody between, or nobody at all. */
export const unheard = ({ status, headers }: Response): boolean => (status >= 500 && !headers.has('x-shut')) || status === 429

/** The server takes the time from when it made a page (t) to when it has the answers: what lies between leaving and sending does not count. */
function late({ body, left }: Step, go: string): string {
  const fields = new URLSearchParams(body)
  const made = Number(fields.get('t'))
  if (made) fields.set('t', String(made + Math.round((Date.now() - left) / 1000)))
  fields.set('go', go)
  return fields.toString()
}
/** False: the survey takes none now. Throws when nobody heard it. */
async function deliver({ to, steps, end }: Waiting): Promise<boolean> {
  const hand = async (step: Step, go: string): Promise<Response> => {
    const answer = await post(to, late(step, go), 'manual')
    if (unheard(answer)) throw new Error(String(answer.status))
    return answer
  }
  for (const [at, step] of steps.entries()) {
    const last = at === steps.length - 1
    const answer = await hand(step, !last ? 'next' : end ? 'send' : 'save')
    const shut = answer.headers.get('x-shut')
    if (shut) return shut === 'used'
    // what the server cannot take whole it keeps as far as it goes
    if (answer.status === 422) await hand(step, 'save')
  }
  return true
}

export function waitingRoom(name: string) {
  const beside: Waiting[] = [] // where the browser keeps nothing: as long as the page stands
  const stored = (): Waiting[] => { try { return JSON.parse(localStorage.getItem(name) ?? '[]') as Waiting[] } catch { return [] } }
  const store = (all: Waiting[]): boolean => { try { localStorage.setItem(name, JSON.stringify(all)); return true } catch { return false } }
  const all = (): Waiting[] => [...stored(), ...beside]
  const without = (list: Waiting[], number: string): Waiting[] => list.filter((one) => one.number !== number)
  let sending = false
  return {
    all,
    add(one: Waiting): void { if (!store([...without(stored(), one.number), one])) beside.push(one) },
    /** False: there is no connection. */
    async send(): Promise<boolean> {
      if (sending) return true
      sending = true
      try {
        for (const one of all()) {
          if (!await deliver(one)) continue
          store(without(stored(), one.number))
          beside.splice(0, beside.length, ...without(beside, one.number))
        }
        return true
      } catch { return false } finally { sending = false }
    },
  }
}
