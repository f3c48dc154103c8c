import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Checkbox } from '@kit/Field'
import { Notice, toast } from '@kit/Notice'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { listQuery } from '../../records'
import type { List } from '../../types'
import { wordsOf } from '../cases'
import type { Proposal, Rule } from '../shape'
import { Dry } from './Dry'
import { useRuleWords } from './words'

const proposals = listQuery<Proposal>('/case_rules/proposals')
/** Under the key of the rules themselves: taking or removing one asks anew. */
export const useProposals = (on: boolean): Proposal[] => useQuery({ ...proposals, queryKey: ['case_rules', 'proposals'], enabled: on }).data?.items ?? []

/** Rules to begin with: why, what each would have done lately; those that are left ticked are taken with one press. */
export function Proposed({ of, none, onDone }: { of: readonly Proposal[]; /** no rule is in force yet */ none?: boolean; onDone: () => void }) {
  const words = useRuleWords()
  const client = useQueryClient()
  const [out, setOut] = useState<readonly string[]>([])
  const keys = of.map((one) => one.key).filter((key) => !out.includes(key))
  const adopt = useMutation<List<Rule>, Problem>({
    mutationFn: () => api.post<List<Rule>>('/case_rules/adopt', { keys }),
    onSuccess: () => { void client.invalidateQueries({ queryKey: ['case_rules'] }); toast(t('loop:proposed_taken')); onDone() },
  })
  const problem = wordsOf(adopt.error, t('frame:unreachable'))
  return (
    <section className="loop-proposed" aria-label={t('loop:proposed')}>
      {none && <h2>{t('loop:proposed')}</h2>}
      <p className="soft">{t('loop:proposed_about')}</p>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <ul>{of.map((one) => (
        <li key={one.key}>
          <Checkbox label={<b>{one.name}</b>} name={one.key} checked={!out.includes(one.key)} onChange={(on) => setOut(on ? out.filter((key) => key !== one.key) : [...out, one.key])} />
          <p>{one.why}</p>
          <p className="sm soft">{words(one.filter)} → {one.actions.map((action) => t(`loop:action.${action.kind}`)).join(', ')}</p>
          <Dry values={{ filter: one.filter, actions: one.actions }} />
        </li>))}</ul>
      <div className="row actions"><Button look="main" busy={adopt.isPending} disabled={keys.length === 0} onClick={() => adopt.mutate()}>{keys.length === of.length && none ? t('loop:proposed_take') : t('loop:proposed_take_some', { count: keys.length })}</Button></div>
    </section>
  )
}
