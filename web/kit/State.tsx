import { type ReactNode, useEffect, useState } from 'react'
import { say } from './words'

/** One sentence what the page is for, one first step, one quiet example in pencil. */
export function Empty({ title, children, action, example = 'curve' }: { title: string; children?: ReactNode; action?: ReactNode; example?: 'curve' | 'table' | 'none' }) {
  return (
    <div className="empty">
      {example === 'curve' && <svg viewBox="0 0 320 80" aria-hidden="true"><path className="ln-pencil" d="M8 44C48 44 48 60 88 60S128 20 168 20S208 34 248 34S288 14 312 14" fill="none" /><g fill="var(--sheet)" stroke="var(--pencil)" strokeWidth="1.5"><circle cx="8" cy="44" r="4" /><circle cx="88" cy="60" r="4" /><circle cx="168" cy="20" r="4" /><circle cx="248" cy="34" r="4" /><circle cx="312" cy="14" r="4" /></g></svg>}
      {example === 'table' && <svg viewBox="0 0 320 80" aria-hidden="true"><path className="ln-pencil" d="M8 12H312M8 36H312M8 60H312M96 4V76M216 4V76" fill="none" /></svg>}
      <h2>{title}</h2>{children && <div className="soft">{children}</div>}{action}
    </div>
  )
}
function useAfter(ms: number) {
  const [past, setPast] = useState(false)
  useEffect(() => { const timer = setTimeout(() => setPast(true), ms); return () => clearTimeout(timer) }, [ms])
  return past
}
/** Nothing for 200 ms; then quiet hairlines (or your own skeleton); after two seconds a line that says what is being done. */
export function Loading({ children, what, lines = 3 }: { children?: ReactNode; what?: string; lines?: number }) {
  const soon = useAfter(200)
  const long = useAfter(2000)
  if (!soon) return <div className="loading" aria-busy="true" />
  return <div className="loading" aria-busy="true">{children ?? Array.from({ length: lines }, (_, at) => <div className="ghost-line" key={at}>·</div>)}{long && <div className="crawl" role="status"><span />{what ?? say('loading')}</div>}</div>
}
/** Long work: bar, words and count. Without `value` the end is unknown. */
export function Progress({ value, max = 1, label }: { value?: number; max?: number; label: ReactNode }) {
  return <div className="progress"><p className="sm">{label}</p><progress {...(value === undefined ? {} : { value, max })} aria-label={typeof label === 'string' ? label : say('loading')} /></div>
}
