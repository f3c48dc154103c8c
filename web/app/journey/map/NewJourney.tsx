// A new journey: from a template of a trade, from the touchpoints one has, from a file, or from an empty sheet.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Drop } from '@kit/Drop'
import { Segmented, TextField } from '@kit/Field'
import { Problems } from '@kit/Notice'
import { Dialog } from '@kit/Panel'
import { api, type Problem } from '../../api'
import { language, t } from '../../i18n'
import { getQuery } from '../../records'
import type { Journey, Template } from './types'

const ways = ['template', 'touchpoints', 'empty', 'file'] as const
type Way = (typeof ways)[number]
export function NewJourney({ onClose, onMade }: { onClose: () => void; onMade: (journey: Journey) => void }) {
  const client = useQueryClient()
  const [way, setWay] = useState<Way>('template')
  const [name, setName] = useState('')
  const [template, setTemplate] = useState<string | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const templates = useQuery(getQuery<{ items: Template[] }>('/journey_templates', { language: language() }))
  const list = templates.data?.items ?? []
  const chosen = list.find((one) => one.key === template)
  const called = name.trim() || chosen?.name || (file ? file.name.replace(/\.\w+$/, '') : '')
  const make = useMutation<Journey, Problem, void>({
    mutationFn: () => way === 'file' && file
      ? api.send('/journeys/import', file, file.type || 'application/octet-stream', { name: file.name, ...(name.trim() && { title: name.trim() }) })
      : api.post('/journeys', { name: called, language: language(), ...(way === 'template' && chosen && { template: chosen.key }), ...(way === 'touchpoints' && { start: 'touchpoints' }) }),
    onSuccess: async (journey) => { await client.invalidateQueries({ queryKey: ['journeys'] }); onMade(journey) },
  })
  const ready = way === 'file' ? !!file : way === 'template' ? !!chosen : name.trim() !== ''
  return (
    <Dialog title={t('map:new_journey')} onClose={onClose} actions={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" busy={make.isPending} disabled={!ready} onClick={() => make.mutate()}>{t('map:make')}</Button></>}>
      <div className="form">
        {make.error && <Problems title={make.error.words} items={make.error.problems.map((one) => ({ message: one.message }))} />}
        <Segmented label={t('map:begin_from')} value={way} options={ways.map((one) => ({ value: one, label: t(`map:from.${one}`) }))} onChange={setWay} />
        {way === 'template' && <fieldset className="jm-templates"><legend className="vh">{t('map:from.template')}</legend>{list.map((one) => <label key={one.key}><input type="radio" name="template" checked={template === one.key} onChange={() => setTemplate(one.key)} /><span><b>{one.name}</b><span className="soft sm">{one.description} {t('map:count_steps', { count: one.steps })}</span></span></label>)}</fieldset>}
        {way === 'touchpoints' && <p className="soft">{t('map:from_touchpoints')}</p>}
        {way === 'empty' && <p className="soft">{t('map:from_empty')}</p>}
        {way === 'file' && <><p className="soft">{t('map:from_file')}</p><Drop accept=".csv,.xlsx,.json" onFile={setFile}>{file ? file.name : t('map:drop_file')}</Drop></>}
        <TextField label={t('map:journey_name')} value={name} placeholder={way === 'template' ? chosen?.name : undefined} error={make.error?.at('name')} maxLength={200} onChange={(event) => setName(event.target.value)} />
      </div>
    </Dialog>
  )
}
