// Who leads a department: they hear of what is late there. Kept with the settings of cases.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { toast } from '@kit/Notice'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { getQuery } from '../../records'
import { useMay } from '../../session'
import type { Id } from '../../types'

/** Department -> who leads it; nobody is named for those who may not see it. */
export const useHeads = (): Readonly<Record<Id, Id>> => useQuery({ ...getQuery<{ heads: Record<Id, Id> }>('/case_settings'), enabled: useMay('read_feedback') }).data?.heads ?? {}
export function useSetHead(department: Id) {
  const client = useQueryClient()
  return useMutation<unknown, Problem, Id | null>({
    mutationFn: (user_id) => api.put(`/departments/${department}/head`, { user_id }),
    onSuccess: () => { toast(t('frame:saved')); return client.invalidateQueries({ queryKey: ['case_settings'] }) },
  })
}
