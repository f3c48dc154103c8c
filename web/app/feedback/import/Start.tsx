import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@kit/Button'
import { Drop } from '@kit/Drop'
import { Segmented, Select } from '@kit/Field'
import { bytes } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Progress } from '@kit/State'
import { Problem } from '../../api'
import { useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { useSurveys } from '../../records'
import { useMay } from '../../session'
import { answerable } from './answers'
import type { ImportKind } from './map'
import { useImportActs } from './imports'
import { type Sending, upload } from './upload'

const most = 1_000_000_000 // bytes the server takes
const kinds = ['feedback', 'customers', 'events'] as const
/** Step one: which kind of file, and the file. */
export function Start() {
  const { search } = useScope()
  const [kind, setKind] = useState<ImportKind>(kinds.find((one) => one === search['kind']) ?? 'feedback')
  const surveys = useSurveys(useMay('read_feedback')).filter(answerable)
  const [chosen, setSurvey] = useState(typeof search['survey'] === 'string' ? search['survey'] : '')
  const survey = kind === 'feedback' && surveys.some((one) => one.key === chosen) ? chosen : ''
  const [sent, setSent] = useState<{ file: File; bytes: number } | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const sending = useRef<Sending | null>(null)
  const navigate = useNavigate()
  const { take } = useImportActs()
  useEffect(() => () => sending.current?.stop(), [])
  useEffect(() => {
    if (!sent) return
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [sent])
  const send = (file: File) => {
    setWrong(null)
    if (/\.(xls|ods|numbers)$/i.test(file.name)) { setWrong(t('import:spreadsheet')); return }
    if (file.size === 0) { setWrong(t('import:empty_file')); return }
    if (file.size > most) { setWrong(t('import:too_large', { size: bytes(file.size), most: bytes(most) })); return }
    setSent({ file, bytes: 0 })
    sending.current = upload(file, kind, survey, (done) => setSent({ file, bytes: done }))
    sending.current.done
      .then((one) => { take(one); void navigate({ to: '/feedback/import/$id', params: { id: one.id } }) })
      .catch((error: unknown) => { if (error instanceof Problem) setWrong(error.status === 0 ? t('import:upload_lost') : error.words) })
      .finally(() => setSent(null))
  }
  return (
    <section className="im-start">
      <p className="soft">{t('import:hint')}</p>
      <Segmented label={t('import:kind')} value={kind} onChange={setKind} disabled={sent !== null} options={kinds.map((value) => ({ value, label: t(`import:kind_${value}`) }))} />
      {kind === 'feedback' && surveys.length > 0 && <Select label={t('travel:answers_to')} hint={t('travel:answers_to_hint')} none={t('travel:answers_to_none')} value={survey} disabled={sent !== null} options={surveys.map((one) => ({ value: one.key, label: one.name }))} onChange={setSurvey} />}
      {wrong && <Notice tone="danger">{wrong}</Notice>}
      {sent
        ? <div className="im-sending"><Progress value={sent.bytes} max={sent.file.size} label={t('import:sending', { name: sent.file.name, done: bytes(sent.bytes), all: bytes(sent.file.size) })} /><Button onClick={() => sending.current?.stop()}>{t('import:stop')}</Button></div>
        : <Drop accept=".csv,.xlsx,.tsv,.txt,text/csv,text/tab-separated-values,text/plain" onFile={send}><b>{t('import:drop')}</b><br /><span className="sm soft">{survey ? t('travel:drop_answers') : t(`import:drop_${kind}`)}</span></Drop>}
    </section>
  )
}
