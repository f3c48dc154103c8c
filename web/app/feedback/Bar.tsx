import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Chip, Popover } from '@kit/Chip'
import { Icon } from '@kit/Icon'
import { toast } from '@kit/Notice'
import { many, useScope } from '../frame/scope'
import { ScopeRow } from '../frame/ScopeRow'
import { t } from '../i18n'
import { useMay } from '../session'
import { csvAddress } from './inbox'
import { Views } from './Views'

const patience = 150 // ms without a key before the search runs

/** Search, scope and what can be done with the whole list. */
export function Bar({ total, onEnter }: { total: number | undefined; onEnter: () => void }) {
  const { scope, set, change, params } = useScope()
  const [mayWrite, mayImport] = [useMay('write_feedback'), useMay('import')]
  const withWords = scope.filters['has_comment']?.[0] === 'true'
  const share = () => void navigator.clipboard.writeText(location.href).then(() => toast(t('frame:copied')))
  return (
    <div className="fb-bar">
      <div className="fb-find">
        <SearchField total={total} onEnter={onEnter} />
        <div className="row fb-acts">
          {mayWrite && <Button icon="edit" onClick={() => change({ write: '1' })}>{t('feedback:write_note')}</Button>}
          <Popover align="end" button={(tie) => <IconButton icon="more" label={t('feedback:more')} {...tie} />}>{(close) => (
            <>
              {mayImport && <Link className="item" to="/feedback/import" onClick={close}><Icon name="upload" />{t('feedback:import')}</Link>}
              <a className="item" href={csvAddress(params)} download="feedback.csv" onClick={close}><Icon name="download" />{t('feedback:csv')}</a>
              <button type="button" className="item" onClick={() => { share(); close() }}><Icon name="link" />{t('feedback:copy_address')}</button>
            </>)}</Popover>
        </div>
      </div>
      <ScopeRow count={total} skip={['q', 'has_comment', 'handled']}>
        <Views />
        <button type="button" className={`chip${withWords ? ' on' : ''}`} aria-pressed={withWords} onClick={() => set('has_comment', withWords ? [] : ['true'])}>{t('feedback:with_words')}</button>
        {scope.filters['handled'] && <Chip strong onClear={() => set('handled', [])} clearLabel={t('frame:clear_filter', { name: t('feedback:handled_filter') })}>{many(scope.filters['handled']).includes('true') ? t('feedback:answered_only') : t('feedback:unanswered_only')}</Chip>}
      </ScopeRow>
    </div>
  )
}
/** Runs while one types; the address follows. */
function SearchField({ total, onEnter }: { total: number | undefined; onEnter: () => void }) {
  const { scope, set } = useScope()
  const inAddress = (scope.filters['q'] ?? []).join(' ')
  const [text, setText] = useState(inAddress)
  const sent = useRef(inAddress)
  const timer = useRef(0)
  // another hand changed the address: a saved view, the way back
  useEffect(() => { if (inAddress !== sent.current) { sent.current = inAddress; setText(inAddress) } }, [inAddress])
  useEffect(() => () => clearTimeout(timer.current), [])
  const send = (next: string) => { clearTimeout(timer.current); sent.current = next.trim(); set('q', next.trim() ? [next.trim()] : []) }
  const type = (next: string) => { setText(next); clearTimeout(timer.current); timer.current = window.setTimeout(() => send(next), patience) }
  return (
    <div className="fb-search" role="search">
      <Icon name="search" />
      <input type="search" aria-label={t('feedback:search')} placeholder={total === undefined ? t('feedback:search') : t('feedback:search_in', { count: total })} value={text} onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') { if (text.trim() !== sent.current) send(text); onEnter() }
          if (event.key === 'Escape') { event.preventDefault(); if (text) { setText(''); send('') } else event.currentTarget.blur() }
        }} />
      <kbd aria-hidden="true">/</kbd>
    </div>
  )
}
