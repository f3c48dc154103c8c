import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { exact, number, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { type Column, Table } from '@kit/Table'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { listQuery } from '../../records'
import type { Mail } from './mail'

/** What did not arrive and why; nothing while all goes well. */
export function Outbox({ waiting, failed }: { waiting: number; failed: number }) {
  const client = useQueryClient()
  const lost = useQuery({ ...listQuery<Mail>('/mails', { state: 'failed', limit: 100 }), enabled: failed > 0 })
  const held = useQuery({ ...listQuery<Mail>('/mails', { state: 'waiting', limit: 100 }), enabled: waiting > 0 })
  const retry = useMutation<Mail, Problem, string>({
    mutationFn: (id) => api.post<Mail>(`/mails/${id}/retry`),
    onSuccess: () => toast(t('mail:retried')),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['mails'] }), client.invalidateQueries({ queryKey: ['mail_settings'] })]),
  })
  const failedRows = failed > 0 ? lost.data?.items ?? [] : []
  const stuck = waiting > 0 ? (held.data?.items ?? []).filter((one) => one.last_error !== null) : []
  const again: Column<Mail> = { key: 'again', name: '', number: true, cell: (row) => <Button aria-label={t('mail:retry_to', { to: row.recipient })} busy={retry.isPending && retry.variables === row.id} onClick={() => retry.mutate(row.id)}>{t('mail:retry')}</Button> }
  return (
    <>
      {retry.error && <Notice tone="danger">{retry.error.words}</Notice>}
      {failedRows.length > 0 && <List title={t('mail:not_sent')} about={t('mail:not_sent_about')} rows={failedRows} more={again} />}
      {stuck.length > 0 && <List title={t('mail:stuck')} about={t('mail:stuck_about')} rows={stuck} />}
    </>
  )
}
function List({ title, about, rows, more }: { title: string; about: string; rows: readonly Mail[]; more?: Column<Mail> }) {
  const columns: Column<Mail>[] = [
    { key: 'to', name: t('mail:column.to'), cell: (row) => row.recipient },
    { key: 'subject', name: t('mail:column.subject'), wide: true, cell: (row) => row.subject },
    { key: 'error', name: t('mail:column.error'), cell: (row) => <span className="sm" lang="en">{row.last_error}</span> },
    { key: 'attempts', name: t('mail:column.attempts'), number: true, wide: true, cell: (row) => number(row.attempts) },
    { key: 'tried', name: t('mail:column.tried'), wide: true, cell: (row) => row.tried_at ? <span className="sm soft" title={exact(row.tried_at)}>{when(row.tried_at)}</span> : '–' },
  ]
  return <section><h2>{title}</h2><p className="soft about">{about}</p><Table caption={title} columns={more ? [...columns, more] : columns} rows={rows} id={(row) => row.id} /></section>
}
