import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { useBlocker } from '@tanstack/react-router'
import { Button } from '@kit/Button'
import { Dialog } from '@kit/Panel'
import { api } from '../api'
import { t } from '../i18n'
import { getQuery } from '../records'
import { Keeper } from './keeper'
import { type Definition, mainLanguage } from './shape'
import type { Draft, Survey, Version } from './types'

export const draftQuery = (id: string) => ({ ...getQuery<Draft>(`/surveys/${id}/definition`), staleTime: Infinity })

interface Held { keeper: Keeper; survey: Survey; write: boolean }
const Here = createContext<Held | null>(null)
/** The draft of one survey, in the hands of all its parts. */
export function DraftProvider({ survey, draft, write, children }: { survey: Survey; draft: Draft; write: boolean; children: ReactNode }) {
  const client = useQueryClient()
  const { id } = survey
  const [keeper] = useState(() => new Keeper(draft, {
    save: async (definition, revision) => {
      const answer = await api.put<Draft>(`/surveys/${id}/definition`, { definition }, revision)
      client.setQueryData(draftQuery(id).queryKey, answer)
      for (const part of ['check', 'versions']) void client.invalidateQueries({ queryKey: ['surveys', id, part] })
      return answer
    },
    load: () => api.get<Draft>(`/surveys/${id}/definition`),
  }))
  useEffect(() => { keeper.offer(draft) }, [keeper, draft])
  useEffect(() => {
    const hidden = () => { if (document.visibilityState === 'hidden') void keeper.flush() }
    document.addEventListener('visibilitychange', hidden)
    return () => { document.removeEventListener('visibilitychange', hidden); void keeper.flush(); keeper.stop() }
  }, [keeper])
  // another part of the same survey keeps the draft; leaving it waits until everything is written
  const leaving = useBlocker({ shouldBlockFn: async ({ next }) => !next.pathname.startsWith(`/surveys/${id}`) && keeper.unsaved && !(await keeper.flush()), enableBeforeUnload: () => keeper.unsaved, withResolver: true })
  return (
    <Here.Provider value={{ keeper, survey, write }}>
      {children}
      {leaving.status === 'blocked' && <Dialog title={t('survey:leave_title')} onClose={leaving.reset} actions={<><Button look="danger" onClick={leaving.proceed}>{t('survey:leave')}</Button><Button look="main" onClick={leaving.reset}>{t('survey:stay')}</Button></>}><p>{t('survey:leave_unsaved')}</p></Dialog>}
    </Here.Provider>
  )
}

/** Whether something waits to be published. */
export const useUnpublished = () => { const { survey, keeper } = useDraft(); const draft = useQuery(draftQuery(survey.id)).data; return keeper.unsaved || !draft || draft.revision > draft.published_revision }
export function useDraft() {
  const held = useContext(Here)
  if (!held) throw new Error('outside a survey')
  const { keeper, survey, write } = held
  const { history, saving, unknown } = useSyncExternalStore(keeper.watch, keeper.now)
  const definition: Definition = history.now
  return { keeper, survey, write, definition, history, saving, unknown, main: mainLanguage(definition, survey), change: keeper.change }
}
export type Change = ReturnType<typeof useDraft>['change']
export const useVersions = (id: string) => useQuery(getQuery<{ items: Version[] }>(`/surveys/${id}/versions`))
