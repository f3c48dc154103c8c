import '../bring.css'
import { Button } from '@kit/Button'
import { Popover } from '@kit/Chip'
import { number } from '@kit/format'
import { Icon } from '@kit/Icon'
import { toast } from '@kit/Notice'
import { useState } from 'react'
import { address, type Params } from '../../api'
import { language, t } from '../../i18n'
import { languagesOf } from '../counts'
import type { Survey } from '../types'

const kinds = ['xlsx', 'csv', 'csv_titles', 'csv_long', 'sav', 'jsonl'] as const
type Kind = (typeof kinds)[number]
const asked: Record<Kind, Params> = { xlsx: { format: 'xlsx', values: 'labels' }, csv: { format: 'csv' }, csv_titles: { format: 'csv', values: 'labels' }, csv_long: { format: 'csv', shape: 'long' }, sav: { format: 'sav' }, jsonl: { format: 'jsonl' } }

/** All responses of the scope as a file; says how many there were. The browser itself saves it, so that a million rows never stand in a page. */
export function ExportMenu({ survey, params }: { survey: Survey; params: Params }) {
  const [busy, setBusy] = useState(false)
  const save = async (kind: Kind) => {
    const titles = languagesOf(survey).includes(language()) ? language() : undefined
    const path = address(`/surveys/${survey.id}/responses/file`, { ...params, ...asked[kind], titles })
    setBusy(true)
    const head = await fetch(path, { method: 'HEAD', credentials: 'same-origin' }).catch(() => null)
    const count = Number(head?.headers.get('x-response-count') ?? 0)
    setBusy(false)
    if (!head?.ok) return toast(t('frame:unreachable'))
    toast(t('travel:saving', { count, number: number(count) }))
    const link = document.createElement('a')
    link.href = path
    link.download = ''
    link.click()
  }
  return (
    <Popover align="end" button={(tie) => <Button icon="download" busy={busy} {...tie}>{t('travel:export')}</Button>}>{(close) => (
      <>{kinds.map((one) => <button key={one} type="button" className="item sv-file" onClick={() => { close(); void save(one) }}><Icon name="download" /><span>{t(`travel:export.${one}`)}<br /><span className="soft xs">{t(`travel:export_about.${one}`)}</span></span></button>)}</>)}</Popover>
  )
}
