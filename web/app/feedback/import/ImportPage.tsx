import './import.css'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from '@kit/Button'
import { bytes, number } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Notice } from '@kit/Notice'
import { Empty, Loading, Progress } from '@kit/State'
import { Steps } from '@kit/Steps'
import { Problem } from '../../api'
import { useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { useMay } from '../../session'
import type { Import } from '../../types'
import { Check } from './Check'
import { Columns } from './Columns'
import { busy, useImport } from './imports'
import { Past } from './Past'
import { Result } from './Result'
import { Start } from './Start'

/** A file becomes feedback in four steps; where one stands is the state of the import itself. */
export function ImportPage() {
  const { id } = useParams({ strict: false }) as { id?: string }
  const may = useMay('import')
  return (
    <div className="in im">
      <p className="im-up"><Link className="link" to="/feedback"><Icon name="left" />{t('feedback:title')}</Link></p>
      {!may ? <Empty title={t('frame:forbidden_title')} example="none">{t('frame:forbidden')}</Empty> : id ? <Way key={id} id={id} /> : <><Head on={0} title={t('import:title')} /><Start /><Past /></>}
    </div>
  )
}
function Head({ title, on, children }: { title: string; on: number; children?: ReactNode }) {
  return <header className="im-head"><h1>{title}</h1>{children}<Steps label={t('import:steps')} on={on} steps={[t('import:step_file'), t('import:step_columns'), t('import:step_check'), t('import:step_run')]} /></header>
}
function Way({ id }: { id: string }) {
  const { data: one, error, refetch } = useImport(id)
  const { search, change } = useScope()
  if (!one) {
    if (error instanceof Problem && error.status === 404) return <Empty title={t('frame:not_found_title')} example="none" action={<Link className="btn" to="/feedback/import">{t('import:another')}</Link>}>{t('frame:not_found')}</Empty>
    return error ? <Notice tone="danger" action={<Button onClick={() => void refetch()}>{t('frame:try_again')}</Button>}>{t('frame:unreachable')}</Notice> : <Loading />
  }
  const columns = one.state === 'uploaded' || ((one.state === 'checked' || one.state === 'failed' || one.state === 'undone') && search['step'] === 'columns')
  const on = columns ? 1 : one.state === 'checking' || one.state === 'checked' ? 2 : 3
  return (
    <>
      <Head on={one.state === 'done' || one.state === 'undone' ? 4 : on} title={one.name}><p className="soft sm">{[t(`import:kind_${one.kind}`), bytes(one.bytes), one.rows > 0 && t('import:rows', { count: one.rows })].filter(Boolean).join(' · ')}</p></Head>
      {columns ? <Columns one={one} onDone={() => change({ step: undefined })} /> : busy(one.state) ? <Waiting one={one} /> : one.state === 'checked' ? <Check one={one} /> : <Result one={one} />}
    </>
  )
}
function Waiting({ one }: { one: Import }) {
  const words = one.state === 'checking' ? t('import:checking') : one.state === 'running' ? t('import:running') : t('import:undoing')
  const known = one.rows > 0
  return (
    <div className="im-wait">
      <Progress {...(known && { value: one.rows_done, max: one.rows })} label={known ? t('import:progress', { what: words, done: number(one.rows_done), all: number(one.rows) }) : words} />
      <p className="soft sm">{t('import:may_leave')}</p>
    </div>
  )
}
