import { useNavigate } from '@tanstack/react-router'
import { Button } from '@kit/Button'
import { Notice } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { Table } from '@kit/Table'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { useSession } from '../../session'
import type { Board } from '../../types'
import { Place } from '../Place'
import { usePeople } from '../../records'
import { BoardSettings } from './BoardSettings'
import { useBoards } from './boards'
import '../answer.css'
import './board.css'

/** The pages one has made, and those shared with one. */
export function BoardsPage() {
  const { data, error } = useBoards()
  const { search, change } = useScope()
  const { user } = useSession()
  const person = usePeople()
  const navigate = useNavigate()
  const fresh = many(search['open'])[0] === 'new'
  const open = (board: Board) => void navigate({ to: '/insights/pages/$id', params: { id: board.id } })
  const add = <Button look="main" icon="plus" onClick={() => change({ open: 'new' })}>{t('board:new')}</Button>
  const seenBy = (board: Board) => board.roles.length ? board.roles.map((role) => t(`words:role.${role}`)).join(', ') : t('board:only_me')
  return (
    <Place title={t('board:title')}>
      <p className="ins-about">{t('board:about')}</p>
      {error ? <Notice tone="danger">{error.message}</Notice> : !data ? <Loading lines={4} /> : data.items.length === 0 ? <Empty title={t('board:none')} example="table" action={add}>{t('board:none_words')}</Empty> : (
        <section><div className="head"><h2 className="vh">{t('board:title')}</h2><span className="push">{add}</span></div>
          <Table caption={t('board:title')} rows={data.items} id={(row) => row.id} onOpen={open} columns={[
            { key: 'name', name: t('board:name'), cell: (row) => <><b>{row.name}</b>{row.note && <small className="block soft">{row.note}</small>}</> },
            { key: 'panels', name: t('board:panels'), number: true, cell: (row) => row.panels.length },
            { key: 'whose', name: t('board:whose'), wide: true, cell: (row) => row.user_id === user.id ? t('board:mine') : person(row.user_id) ?? t('board:theirs') },
            { key: 'roles', name: t('board:roles'), wide: true, cell: (row) => <span className="sm">{seenBy(row)}</span> },
            { key: 'mail', name: t('board:mail'), wide: true, cell: (row) => <span className="sm">{row.schedule ? t(`board:mailed.${row.schedule.every}`, { at: row.schedule.at, count: row.schedule.recipients.length }) : '–'}</span> },
          ]} /></section>)}
      {fresh && <BoardSettings board={null} onClose={() => change({ open: undefined })} />}
    </Place>
  )
}
