import { useNavigate } from '@tanstack/react-router'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Popover } from '@kit/Chip'
import { save } from '@kit/Data'
import { TextField } from '@kit/Field'
import { Icon, type IconName } from '@kit/Icon'
import { Notice, toast } from '@kit/Notice'
import { Dialog } from '@kit/Panel'
import { address, api, type Problem } from '../api'
import { t } from '../i18n'
import { useMay } from '../session'
import { useCounts } from './counts'
import { useDraft } from './draft'
import type { Survey } from './types'

type Verb = 'pause' | 'resume' | 'close' | 'reopen'
const verbs: Record<Survey['state'], readonly Verb[]> = { draft: [], live: ['pause', 'close'], paused: ['resume', 'close'], closed: ['reopen'] }
const icons: Record<Verb, IconName> = { pause: 'clock', resume: 'right', close: 'lock', reopen: 'undo' }

/** What is done with a survey as a whole. */
export function MoreMenu() {
  const { survey, write, keeper } = useDraft()
  const client = useQueryClient()
  const navigate = useNavigate()
  const counts = useCounts()
  const mayImport = useMay('import')
  const [asking, setAsking] = useState<'copy' | 'remove' | null>(null)
  const turn = useMutation<Survey, Problem, Verb>({ mutationFn: (verb) => api.post<Survey>(`/surveys/${survey.id}/${verb}`), onSuccess: (_, verb) => { void client.invalidateQueries({ queryKey: ['surveys'] }); toast(t(`survey:done.${verb}`)) }, onError: (error) => toast(error.status === 0 ? t('frame:unreachable') : error.words) })
  const file = async () => { await keeper.flush(); const text = await fetch(`/api/v1/surveys/${survey.id}/file`, { credentials: 'same-origin' }).then((answer) => answer.text()).catch(() => null); if (text === null) toast(t('frame:unreachable')); else save(`${survey.key}.json`, text, 'application/json') }
  const foreign = async (format: string) => { await keeper.flush(); const link = document.createElement('a'); link.href = address(`/surveys/${survey.id}/file`, { format }); link.download = ''; link.click() }
  return (
    <>
      <Popover align="end" button={(tie) => <IconButton icon="more" label={t('survey:more')} {...tie} />}>{(close) => {
        const item = (icon: IconName, words: string, act: () => void) => <button type="button" className="item" onClick={() => { close(); act() }}><Icon name={icon} />{words}</button>
        return (
          <>
            {write && verbs[survey.state].map((verb) => <div key={verb}>{item(icons[verb], t(`survey:do.${verb}`), () => turn.mutate(verb))}</div>)}
            {write && item('copy', t('survey:copy'), () => setAsking('copy'))}
            {item('download', t('survey:file'), () => void file())}
            {mayImport && survey.version > 0 && item('upload', t('travel:bring_answers'), () => void navigate({ to: '/feedback/import', search: { survey: survey.key } as never }))}
            {item('download', t('travel:file_surveyjs'), () => void foreign('surveyjs'))}
            {item('download', t('travel:file_limesurvey'), () => void foreign('limesurvey_tsv'))}
            {write && counts.known && counts.of(survey).started === 0 && <><hr />{item('trash', t('survey:remove'), () => setAsking('remove'))}</>}
          </>)
      }}</Popover>
      {asking === 'copy' && <CopyDialog survey={survey} onClose={() => setAsking(null)} onMade={(id) => { setAsking(null); void navigate({ to: '/surveys/$id/$part' as never, params: { id, part: 'build' } as never }) }} />}
      {asking === 'remove' && <RemoveDialog survey={survey} onClose={() => setAsking(null)} onGone={() => { setAsking(null); void navigate({ to: '/surveys' as never }) }} />}
    </>
  )
}
function CopyDialog({ survey, onClose, onMade }: { survey: Survey; onClose: () => void; onMade: (id: string) => void }) {
  const client = useQueryClient()
  const [name, setName] = useState(t('survey:copy_of', { name: survey.name }))
  const copy = useMutation<Survey, Problem, void>({ mutationFn: () => api.post<Survey>(`/surveys/${survey.id}/copy`, { name }), onSuccess: (made) => { void client.invalidateQueries({ queryKey: ['surveys'] }); onMade(made.id) } })
  return (
    <Dialog title={t('survey:copy')} onClose={onClose} actions={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" busy={copy.isPending} disabled={!name.trim()} onClick={() => copy.mutate()}>{t('survey:copy')}</Button></>}>
      {copy.error && <Notice tone="danger">{copy.error.status === 0 ? t('frame:unreachable') : copy.error.words}</Notice>}
      <TextField label={t('survey:name')} value={name} onChange={(event) => setName(event.target.value)} />
    </Dialog>
  )
}
function RemoveDialog({ survey, onClose, onGone }: { survey: Survey; onClose: () => void; onGone: () => void }) {
  const client = useQueryClient()
  const remove = useMutation<void, Problem, void>({ mutationFn: () => api.del(`/surveys/${survey.id}`, survey.revision), onSuccess: () => { onGone(); client.removeQueries({ queryKey: ['surveys', survey.id] }); void client.invalidateQueries({ queryKey: ['surveys'] }); toast(t('firm:removed')) } })
  return (
    <Dialog title={t('firm:remove_title', { name: survey.name })} onClose={onClose} actions={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="danger" icon="trash" busy={remove.isPending} onClick={() => remove.mutate()}>{t('frame:remove')}</Button></>}>
      <p>{t('survey:remove_words')}</p>{remove.error && <Notice tone="danger">{remove.error.status === 0 ? t('frame:unreachable') : remove.error.words}</Notice>}
    </Dialog>
  )
}
