import { useState } from 'react'
import { Button } from '@kit/Button'
import { Segmented, Switch, TextArea } from '@kit/Field'
import { Notice, toast } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { t } from '../../i18n'
import { useCaseWrite, wordsOf } from '../cases'
import { severityName } from '../names'
import type { Case } from '../shape'

const levels = ['1', '2', '3'] as const
/** How bad, how tangled, how far it reaches; safety before all. */
export function Assess({ one, onClose }: { one: Case; onClose: () => void }) {
  const { act, change } = useCaseWrite()
  const [draft, setDraft] = useState({ severity: String(one.severity ?? 2), complexity: String(one.complexity ?? 1), impact: String(one.impact ?? 1), safety: one.safety, remedy_sought: one.remedy_sought ?? '' })
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const first = one.state === 'acknowledged' || one.state === 'received'
  const body = { severity: Number(draft.severity), complexity: Number(draft.complexity), impact: Number(draft.impact), safety: draft.safety, remedy_sought: draft.remedy_sought.trim() || null }
  const done = { onSuccess: () => { toast(t('frame:saved')); onClose() } }
  const save = () => first ? act.mutate({ id: one.id, verb: 'assess', body }, done) : change.mutate({ one, body }, done)
  const problem = first ? act.error : change.error
  return (
    <Panel title={t('case:assess')} onClose={onClose} foot={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" busy={act.isPending || change.isPending} onClick={save}>{t('frame:save')}</Button></>}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); save() }}>
        {problem && <Notice tone="danger">{wordsOf(problem, t('frame:unreachable'))}</Notice>}
        <Level name="severity" value={draft.severity} set={(severity) => set({ severity })} words={(one) => severityName(Number(one))} />
        <Level name="complexity" value={draft.complexity} set={(complexity) => set({ complexity })} words={(one) => t(`case:complexity.${one}`)} />
        <Level name="impact" value={draft.impact} set={(impact) => set({ impact })} words={(one) => t(`case:impact.${one}`)} />
        <Switch label={t('case:safety')} hint={t('case:safety_hint')} checked={draft.safety} onChange={(safety) => set({ safety })} />
        <TextArea label={<>{t('case:remedy')} <span className="soft opt">{t('frame:optional')}</span></>} name="remedy_sought" rows={2} value={draft.remedy_sought} error={problem?.at('remedy_sought')} onChange={(event) => set({ remedy_sought: event.target.value })} />
        <button type="submit" hidden />
      </form>
    </Panel>
  )
}
type LevelName = (typeof levels)[number]
function Level({ name, value, set, words }: { name: 'severity' | 'complexity' | 'impact'; value: string; set: (value: string) => void; words: (one: LevelName) => string }) {
  return <div className="field"><span className="form-label">{t(`case:fact.${name}`)}</span><Segmented<string> label={t(`case:fact.${name}`)} value={value} options={levels.map((one) => ({ value: one, label: words(one) }))} onChange={set} /></div>
}
