// The one way to the server. Throws Problem for everything that is not 2xx; status 0 means the server was not reached.
import { t } from './i18n'

export interface FieldProblem { pointer: string; message: string }

export class Problem extends Error {
  constructor(readonly status: number, title: string, readonly detail: string, readonly problems: FieldProblem[] = [], readonly retryAfter: number | null = null, /** the answer as it came, where it says more than problems (conflicts) */ readonly body: unknown = null) {
    // a message is what a page shows: the server's own words, never the name of a status where more is known
    super(status === 0 ? t('frame:unreachable') : detail || title)
  }
  /** What to say to a person: the detail when the server gave one. */
  get words(): string { return this.detail || this.message }
  /** The message for one field, by its JSON pointer ("/name") or plain name. */
  at(field: string): string | undefined {
    const pointer = field.startsWith('/') ? field : `/${field}`
    return this.problems.find((p) => p.pointer === pointer)?.message
  }
}

export type Value = string | number | boolean | null | undefined
export type Params = Record<string, Value | readonly Value[]>

const noneable: ReadonlySet<string> = new Set(['touchpoint', 'language', 'lifecycle', 'segment', 'brand', 'location', 'survey', 'survey_kind', 'topic', 'sentiment', 'emotion', 'intent', 'tag'])
/** A list of such a filter may hold "": what has none. Alone, "" is nothing asked for. */
export const mayBeNone = (name: string): boolean => noneable.has(name)
export function query(params?: Params): string {
  const out = new URLSearchParams()
  for (const [name, value] of Object.entries(params ?? {})) {
    const none = Array.isArray(value) && mayBeNone(name)
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== null && (none || one !== '')) out.append(name, String(one))
  }
  const text = out.toString()
  return text ? `?${text}` : ''
}

export const root = '/api/v1'
export const address = (path: string, params?: Params) => root + path + query(params)

interface Call { params?: Params; body?: unknown; revision?: number; type?: string; signal?: AbortSignal }

async function call<T>(method: string, path: string, { params, body, revision, type, signal }: Call = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = type ?? 'application/json'
  if (revision !== undefined) headers['if-match'] = `"${revision}"`
  let answer: Response
  try {
    answer = await fetch(address(path, params), { method, headers, credentials: 'same-origin', signal: signal ?? null, ...(body === undefined ? {} : { body: type ? (body as BodyInit) : JSON.stringify(body) }) })
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    throw new Problem(0, 'unreachable', '')
  }
  if (!answer.ok) throw await problemOf(answer)
  return (answer.status === 204 ? undefined : await answer.json()) as T
}

async function problemOf(answer: Response): Promise<Problem> {
  const body = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string; problems?: FieldProblem[] }
  const wait = Number(answer.headers.get('retry-after'))
  return new Problem(answer.status, body.title ?? answer.statusText, body.detail ?? '', body.problems ?? [], wait > 0 ? wait : null, body)
}

export const api = {
  get: <T>(path: string, params?: Params, signal?: AbortSignal) => call<T>('GET', path, { ...(params && { params }), ...(signal && { signal }) }),
  post: <T>(path: string, body?: unknown, params?: Params) => call<T>('POST', path, { body: body ?? {}, ...(params && { params }) }),
  /** A raw body (a file, NDJSON) under its own content type. */
  send: <T>(path: string, body: BodyInit, type: string, params?: Params) => call<T>('POST', path, { body, type, ...(params && { params }) }),
  put: <T>(path: string, body: unknown, revision?: number) => call<T>('PUT', path, { body, ...(revision !== undefined && { revision }) }),
  patch: <T>(path: string, body: unknown, revision?: number) => call<T>('PATCH', path, { body, ...(revision !== undefined && { revision }) }),
  del: (path: string, revision?: number) => call<void>('DELETE', path, revision === undefined ? {} : { revision }),
}
