import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Popover } from '@kit/Chip'
import { Segmented, Select, TextField } from '@kit/Field'
import { Notice, toast } from '@kit/Notice'
import { carried, type Search, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { useWrite } from '../../records'
import type { Board, BoardPanel, PanelKind } from '../../types'
import { newId, queryOf, useBoards, useMayChange, usePanelName } from './boards'
import './board.css'

/** What of a place can stand on a page: as which kinds, and the words of its question that are not in the address as long as nobody chose them. */
export interface Puttable { kinds: readonly Exclude<PanelKind, 'text'>[]; words: Search }
/** Keeps what is asked here on a page of one's own: an existing one, or a new one made on the way. */
export function PutOnPage({ put }: { put: Puttable }) {
  return <Popover align="end" button={(tie) => <Button look="ghost" icon="plus" {...tie}>{t('board:put')}</Button>}>{(close) => <Form put={put} close={close} />}</Popover>
}
function Form({ put, close }: { put: Puttable; close: () => void }) {
  const { search, scope } = useScope()
  const list = useBoards()
  const mayChange = useMayChange()
  const nameOf = usePanelName()
  const write = useWrite<Board>('boards')
  const boards = (list.data?.items ?? []).filter(mayChange)
  const [to, setTo] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState(put.kinds[0]!)
  const [done, setDone] = useState<Board | null>(null)
  if (!list.data) return null
  const board = boards.find((one) => one.id === (to ?? boards[0]?.id))
  const fresh = to === '' || !board
  const panel: BoardPanel = { id: newId(), kind, title: title.trim(), query: queryOf(carried(search), scope.period, put.words), text: null, wide: kind === 'compare' || kind === 'drivers' || kind === 'scorecard' }
  const busy = write.add.isPending || write.change.isPending
  const error = write.add.error ?? write.change.error
  const said = { onSuccess: (saved: Board) => { toast(t('board:put_done', { name: saved.name })); setDone(saved) } }
  const save = () => fresh ? write.add.mutate({ name: name.trim() || nameOf(panel), panels: [panel] }, said) : write.change.mutate({ id: board.id, revision: board.revision, body: { panels: [...board.panels, panel] } }, said)
  if (done) return <div className="pad put-done"><p>{t('board:put_done', { name: done.name })}</p><p className="row wrap"><Link className="btn" to="/insights/pages/$id" params={{ id: done.id }} onClick={close}>{t('board:open')}</Link><Button look="ghost" onClick={close}>{t('frame:close')}</Button></p></div>
  return (
    <form className="form put" onSubmit={(event) => { event.preventDefault(); save() }}>
      {error && <Notice tone="danger">{error.problems[0]?.message ?? error.words}</Notice>}
      {put.kinds.length > 1 && <Segmented label={t('board:as')} value={kind} options={put.kinds.map((one) => ({ value: one, label: t(`board:kind.${one}`) }))} onChange={setKind} />}
      {boards.length > 0 && <Select label={t('board:which')} value={fresh ? '' : board.id} options={boards.map((one) => ({ value: one.id, label: one.name }))} none={t('board:new')} onChange={setTo} />}
      {fresh && <TextField label={t('board:new_name')} value={name} maxLength={200} placeholder={nameOf(panel)} onChange={(event) => setName(event.target.value)} />}
      <TextField label={t('board:panel_title')} value={title} maxLength={200} placeholder={nameOf(panel)} onChange={(event) => setTitle(event.target.value)} />
      <Button type="submit" look="main" busy={busy}>{t('board:put')}</Button>
    </form>
  )
}
