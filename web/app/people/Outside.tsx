import { type ReactNode, useEffect } from 'react'
import { Mark } from '../frame/Mark'
import { language, languages, speak } from '../i18n'
import './people.css'

const own = { en: 'English', pl: 'Polski', ru: 'Русский' } as const
/** The page outside the frame: log-in and welcome. One sheet, one question; the language can be changed before anyone is known. */
export function Outside({ title, children, onLanguage }: { title: string; children: ReactNode; onLanguage: () => void }) {
  useEffect(() => { document.title = title.trim() ? `${title} – Styk` : 'Styk' }, [title])
  return (
    <main className="outside">
      <div className="sheet">
        <div className="brand"><Mark /><span>Styk</span></div>
        <h1>{title}</h1>
        {children}
      </div>
      <p className="tongues">{languages.map((one) => <button key={one} type="button" lang={one} className="as-link" aria-current={language() === one || undefined} onClick={() => void speak(one, Intl.DateTimeFormat().resolvedOptions().timeZone).then(onLanguage)}>{own[one]}</button>)}</p>
    </main>
  )
}
