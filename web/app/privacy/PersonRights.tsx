import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Segmented, TextField } from '@kit/Field'
import { number } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { Dialog } from '@kit/Panel'
import { Loading } from '@kit/State'
import { address, api, type Problem } from '../api'
import { language, t, tOr } from '../i18n'
import { getQuery } from '../records'
import { useMay } from '../session'
import { byChapter, type Erasure, type Mode, type Preview, type Whose } from './shape'
import './privacy.css'

/** Everything stored of one person as a file, and forgetting them. For administrators. */
export function PersonRights({ of, id, onErased }: { of: Whose; id: string; onErased: () => void }) {
  const may = useMay('read_audit')
  const [asking, setAsking] = useState(false)
  if (!may) return null
  const file = (format: string) => address(`/${of}/${id}/dossier`, { format, locale: language() })
  return (
    <section className="pr-rights"><h3>{t('privacy:rights')}</h3>
      <p className="soft sm">{t('privacy:rights_words')}</p>
      <p className="row wrap">
        <a className="btn" href={file('zip')} download>{t('privacy:export_zip')}</a>
        <a className="btn ghost" href={file('html')} download>{t('privacy:export_html')}</a>
        <Button look="ghost" icon="trash" onClick={() => setAsking(true)}>{t('privacy:erase')}</Button>
      </p>
      {asking && <Erase of={of} id={id} onClose={() => setAsking(false)} onErased={onErased} />}
    </section>
  )
}
function Erase({ of, id, onClose, onErased }: { of: Whose; id: string; onClose: () => void; onErased: () => void }) {
  const client = useQueryClient()
  const preview = useQuery({ ...getQuery<Preview>(`/${of}/${id}/erasure`), staleTime: 0 })
  const [mode, setMode] = useState<Mode>('keep_figures')
  const [typed, setTyped] = useState('')
  const erase = useMutation<Erasure, Problem>({
    mutationFn: () => api.post<Erasure>(`/${of}/${id}/erasure`, { mode, confirm: typed }),
    onSuccess: (done) => { toast(t('privacy:erased', { count: done.records })); onErased(); void client.invalidateQueries() },
  })
  const found = preview.data
  const right = !!found && typed === found.confirm
  return (
    <Dialog title={t('privacy:erase_title', { name: found?.name || found?.confirm || '' })} onClose={onClose} actions={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="danger" disabled={!right} busy={erase.isPending} onClick={() => erase.mutate()}>{t('privacy:erase_now')}</Button></>}>
      {preview.error && <Notice tone="danger">{preview.error.message}</Notice>}
      {erase.error && <Notice tone="danger">{erase.error.words}</Notice>}
      {!found ? !preview.error && <Loading lines={5} /> : <>
        {of === 'customers' && <Segmented label={t('privacy:mode')} value={mode} onChange={setMode} options={[{ value: 'keep_figures', label: t('privacy:keep_figures') }, { value: 'everything', label: t('privacy:everything') }]} />}
        <p className="soft sm">{t(of === 'users' ? 'privacy:user_words' : mode === 'everything' ? 'privacy:everything_words' : 'privacy:keep_figures_words')}</p>
        <Counts preview={found} mode={mode} />
        {found.open_cases > 0 && <Notice tone="warning">{t('privacy:open_cases', { count: found.open_cases })}</Notice>}
        {found.files_coming_in > 0 && <Notice tone="warning">{t('privacy:files_coming_in', { count: found.files_coming_in })}</Notice>}
        <TextField label={t('privacy:confirm', { text: found.confirm })} value={typed} autoComplete="off" spellCheck={false} onChange={(event) => setTyped(event.target.value)} />
      </>}
    </Dialog>
  )
}
function Counts({ preview, mode }: { preview: Preview; mode: Mode }) {
  return (
    <table className="pr-counts"><thead><tr><th scope="col">{t('privacy:part')}</th><th scope="col" className="n">{t('privacy:goes')}</th><th scope="col" className="n">{t('privacy:stays')}</th></tr></thead>
      <tbody>{byChapter(preview[mode]).map((one) => <tr key={one.chapter}><th scope="row">{tOr(`privacy:chapter.${one.chapter}`, one.chapter)}</th><td className="n">{one.goes ? number(one.goes) : '–'}</td><td className="n">{one.stays ? number(one.stays) : '–'}</td></tr>)}</tbody>
    </table>
  )
}
