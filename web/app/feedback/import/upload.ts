import { address, type FieldProblem, Problem } from '../../api'
import type { Import } from '../../types'
import type { ImportKind } from './map'

export interface Sending { done: Promise<Import>; stop: () => void }
/** Sends the raw bytes. XMLHttpRequest, because fetch does not tell how much has gone. */
export function upload(file: File, kind: ImportKind, survey: string, onSent: (bytes: number) => void): Sending {
  const request = new XMLHttpRequest()
  const done = new Promise<Import>((resolve, reject) => {
    request.open('POST', address('/imports', { kind, name: file.name, survey: survey || undefined }))
    request.setRequestHeader('content-type', 'text/csv')
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = (event) => onSent(event.loaded)
    request.onload = () => {
      const body = read(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(body as Import)
      else { const problem = body as { title?: string; detail?: string; problems?: FieldProblem[] } | null; reject(new Problem(request.status, problem?.title ?? request.statusText, problem?.detail ?? '', problem?.problems ?? [])) }
    }
    request.onerror = () => reject(new Problem(0, 'unreachable', ''))
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    request.send(file)
  })
  return { done, stop: () => request.abort() }
}
function read(text: string): unknown { try { return JSON.parse(text) } catch { return null } }
