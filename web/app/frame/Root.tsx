import { Outlet, useRouter } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Button } from '@kit/Button'
import { LiveRegion } from '@kit/Notice'
import { Problem } from '../api'
import { language, pick, speak, t } from '../i18n'
import { sessionQuery } from '../session'
import { dress } from './dress'

/** Around every page: the person's language, theme and density, and the polite voice. */
export function Root() {
  const { data: session } = useQuery({ ...sessionQuery, retry: 1 })
  const router = useRouter()
  const wanted = session ? session.user.language : undefined
  const zone = session?.firm.time_zone
  const words = JSON.stringify(session?.firm.words ?? null)
  const [spoken, setSpoken] = useState({ language: language(), words })
  useEffect(() => { dress(session?.user) }, [session?.user])
  useEffect(() => {
    const next = pick(wanted, session?.firm.language)
    void speak(next, zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, JSON.parse(words) as Record<string, unknown> | null).then(() => setSpoken({ language: next, words }))
  }, [wanted, zone, session?.firm.language, words])
  // the session ended: the guard of the frame decides where to go
  useEffect(() => { if (session === null) void router.invalidate() }, [session, router])
  // a new language, or new words of the firm, renders everything anew: t() needs no subscription
  return <div key={`${spoken.language} ${spoken.words}`}><Outlet /><LiveRegion /></div>
}
export function Forbidden() { return <Sorry title={t('frame:forbidden_title')} words={t('frame:forbidden')} /> }
export function NotFoundPage() { return <Sorry title={t('frame:not_found_title')} words={t('frame:not_found')} /> }
export function ErrorPage({ error, reset }: { error: unknown; reset?: () => void }) {
  if (error instanceof Problem && error.status === 403) return <Forbidden />
  if (error instanceof Problem && error.status === 404) return <NotFoundPage />
  const words = error instanceof Problem ? (error.status === 0 ? t('frame:unreachable') : error.words) : t('frame:error_safe')
  return <Sorry title={t('frame:error_title')} words={words} act={<Button onClick={() => (reset ? reset() : location.reload())}>{t('frame:try_again')}</Button>} />
}
function Sorry({ title, words, act }: { title: string; words: string; act?: React.ReactNode }) {
  return <div className="in sorry"><h1>{title}</h1><p className="soft">{words}</p>{act}</div>
}
