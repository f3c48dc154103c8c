import { useEffect, useState } from 'react'
import { Button } from '@kit/Button'
import { Segmented, Select } from '@kit/Field'
import { languageName } from '@kit/format'
import { Loading } from '@kit/State'
import { t } from '../i18n'
import { languagesOf } from './counts'
import { useDraft } from './draft'

/** The respondent's own page in a frame; nothing that is answered here is kept. */
export default function PreviewPart() {
  const { survey, keeper, main } = useDraft()
  const [size, setSize] = useState<'phone' | 'desk'>('phone')
  const [language, setLanguage] = useState(main)
  const [round, setRound] = useState(0)
  const [ready, setReady] = useState(false)
  useEffect(() => { let here = true; void keeper.flush().then(() => { if (here) setReady(true) }); return () => { here = false } }, [keeper])
  const address = `/preview/${survey.id}?language=${language}`
  return (
    <div className="in sv-preview">
      <div className="sv-bar">
        <Segmented label={t('survey:size')} value={size} onChange={setSize} options={[{ value: 'phone', label: t('survey:size.phone') }, { value: 'desk', label: t('survey:size.desk') }]} />
        {languagesOf(survey).length > 1 && (languagesOf(survey).length <= 4 ? <Segmented label={t('survey:language')} value={language} onChange={setLanguage} options={languagesOf(survey).map((one) => ({ value: one, label: languageName(one) }))} /> : <Select quiet label={t('survey:language')} value={language} options={languagesOf(survey).map((one) => ({ value: one, label: languageName(one) }))} onChange={setLanguage} />)}
        <span className="row push"><Button icon="undo" onClick={() => void keeper.flush().then(() => setRound(round + 1))}>{t('survey:from_start')}</Button></span>
      </div>
      <p className="soft sm">{t('survey:preview_note')}</p>
      {ready ? <div className={`sv-frame ${size}`}><iframe key={`${address} ${round}`} src={address} title={t('survey:preview_of', { name: survey.name })} /></div> : <Loading lines={6} />}
    </div>
  )
}
