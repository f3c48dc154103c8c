import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Switch, TextArea, TextField } from '@kit/Field'
import { day } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Mover } from '@kit/Mover'
import { Notice, toast } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { address } from '../../api'
import { many, parseSearch, useScope } from '../../frame/scope'
import { periodName } from '../../frame/ScopeRow'
import { language, t } from '../../i18n'
import { getQuery, useNames, usePeople, useWrite } from '../../records'
import { useSession } from '../../session'
import type { Board, BoardPanel } from '../../types'
import { BoardSettings } from './BoardSettings'
import { changedPanel, claimsOf, homeOf, moved, newId, useMayChange, usePanelName, without } from './boards'
import { PanelBody, PanelScope } from './Panels'
import './board.css'

/** Somebody's own page: panels that each ask one thing, of today. */
export function BoardPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: board, error } = useQuery(getQuery<Board>(`/boards/${id}`))
  return <div className="in">{error ? <Notice tone="danger">{error.message}</Notice> : board ? <Page board={board} /> : <Loading lines={8} />}</div>
}
function Page({ board }: { board: Board }) {
  const { search, change } = useScope()
  const navigate = useNavigate()
  const mayChange = useMayChange()(board)
  const write = useWrite<Board>('boards')
  const [arranging, setArranging] = useState(false)
  const busy = write.change.isPending
  const put = (panels: BoardPanel[]) => write.change.mutate({ id: board.id, revision: board.revision, body: { panels } }, { onError: (problem) => toast(problem.status === 412 ? t('frame:conflict') : problem.words) })
  const settings = many(search['open'])[0] === 'settings'
  const file = (format: 'pdf' | 'xlsx') => <a className="btn" href={address(`/boards/${board.id}/file`, { format, locale: language() })} download><Icon name="download" />{format.toUpperCase()}</a>
  return (
    <>
      <p className="board-back"><Link className="link sm" to="/insights/pages">{t('board:all')}</Link></p>
      <header className="board-head"><div><h1>{board.name}</h1>{board.note && <p className="soft">{board.note}</p>}<Shared board={board} /></div>
        <div className="row wrap">{file('pdf')}{file('xlsx')}<Button icon="print" onClick={() => print()}>{t('summary:print')}</Button>
          {mayChange && <><Button icon="edit" aria-pressed={arranging} onClick={() => setArranging(!arranging)}>{t(arranging ? 'board:arrange_done' : 'board:arrange')}</Button><Button icon="people" onClick={() => change({ open: 'settings' })}>{t('board:settings')}</Button></>}</div></header>
      {board.panels.length === 0 && <Empty title={t('board:empty')} action={<Link className="btn main" to="/insights">{t('board:go_ask')}</Link>}>{t('board:empty_words')}</Empty>}
      <div className={`board${arranging ? ' arranging' : ''}`}>
        {board.panels.map((panel, at) => <OnePanel key={panel.id} panel={panel} arranging={arranging} busy={busy} first={at === 0} last={at === board.panels.length - 1} claims={claimsOf(board.panels)} move={(by) => put(moved(board.panels, panel.id, by))} set={(next) => put(changedPanel(board.panels, panel.id, next))} remove={() => { const before = board.panels; write.change.mutate({ id: board.id, revision: board.revision, body: { panels: without(before, panel.id) } }, { onSuccess: (now) => toast(t('board:panel_removed'), () => write.change.mutate({ id: now.id, revision: now.revision, body: { panels: before } })) }) }} />)}
      </div>
      {arranging && <p className="row wrap board-more"><Button icon="plus" busy={busy} onClick={() => put([...board.panels, { id: newId(), kind: 'text', title: '', query: '', text: t('board:text_start'), wide: true }])}>{t('board:add_text')}</Button><Link className="btn" to="/insights">{t('board:go_ask')}</Link></p>}
      {mayChange && settings && <BoardSettings board={board} onClose={() => change({ open: undefined })} onRemoved={() => void navigate({ to: '/insights/pages' })} />}
    </>
  )
}
/** Who else sees it, and who gets it by mail. */
function Shared({ board }: { board: Board }) {
  const { user } = useSession()
  const maker = usePeople()(board.user_id)
  const roles = board.roles.map((role) => t(`words:role.${role}`)).join(', ')
  return <p className="soft sm">{board.user_id !== user.id && maker && <>{t('board:made_by', { name: maker })} · </>}{roles ? t('board:shared_with', { roles }) : t('board:only_me')}{board.schedule && <> · {t(`board:mailed.${board.schedule.every}`, { at: board.schedule.at, count: board.schedule.recipients.length })}</>}{board.mailed_at && <> · {t('board:last_mailed', { day: day(board.mailed_at) })}</>}</p>
}
interface One { panel: BoardPanel; arranging: boolean; busy: boolean; first: boolean; last: boolean; claims: number; move: (by: number) => void; set: (change: Partial<BoardPanel>) => void; remove: () => void }
function OnePanel({ panel, arranging, busy, first, last, claims, move, set, remove }: One) {
  const nameOf = usePanelName()
  const name = nameOf(panel) || t('board:kind.text')
  const home = homeOf(panel.kind)
  return (
    <section role="group" className={`board-panel of-${panel.kind}${panel.wide ? ' wide' : ''}`} aria-label={name}>
      {(panel.kind !== 'text' || panel.title || arranging) && <div className="head"><h2>{panel.kind === 'text' ? panel.title : name}</h2>{home && <PanelScope panel={panel}><Asks /></PanelScope>}{home && !arranging && <Link className="link sm push" to={home} search={parseSearch(panel.query) as never} aria-label={t('board:open_panel', { name })}>{t('board:open')}</Link>}
        {arranging && <span className="row push"><Mover busy={busy} names={{ up: t('firm:move_up', { name }), down: t('firm:move_down', { name }) }} up={first ? undefined : () => move(-1)} down={last ? undefined : () => move(1)} /><IconButton icon="trash" label={`${t('frame:remove')}: ${name}`} disabled={busy} onClick={remove} /></span>}</div>}
      {arranging && <Words panel={panel} busy={busy} auto={nameOf({ ...panel, title: '' })} set={set} />}
      <PanelBody panel={panel} claims={claims} />
    </section>
  )
}
/** Title, words and width of a panel; what was typed is kept when the field is left. */
function Words({ panel, busy, auto, set }: { panel: BoardPanel; busy: boolean; auto: string; set: (change: Partial<BoardPanel>) => void }) {
  const [title, setTitle] = useState(panel.title)
  const [text, setText] = useState(panel.text ?? '')
  return (
    <div className="form board-words">
      <TextField label={t('board:panel_title')} value={title} maxLength={200} placeholder={auto} disabled={busy} onChange={(event) => setTitle(event.target.value)} onBlur={() => { if (title.trim() !== panel.title) set({ title: title.trim() }) }} />
      {panel.kind === 'text' && <TextArea label={t('board:text')} value={text} maxLength={4000} onChange={(event) => setText(event.target.value)} onBlur={() => { if (text.trim() && text !== panel.text) set({ text }) }} />}
      <Switch label={t('board:wide')} checked={panel.wide} disabled={busy} onChange={(wide) => set({ wide })} />
    </div>
  )
}
/** What the panel counts, in words: period and filters. */
function Asks() {
  const { scope } = useScope()
  const name = useNames()
  const filters = Object.entries(scope.filters).filter(([filter]) => filter !== 'metric').map(([filter, values]) => values.map((one) => one.startsWith('!') ? t('frame:not', { name: name(filter, one.slice(1)) }) : name(filter, one)).join(', '))
  return <span className="soft sm">{[periodName(scope), ...filters].join(' · ')}</span>
}
