import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconButton } from '@kit/Button'
import { Icon } from '@kit/Icon'
import { toast } from '@kit/Notice'
import { api, type Problem } from '../api'
import { parseSearch } from '../frame/scope'
import { t } from '../i18n'
import { type FreshFiring, saidOf, trendOf } from '../insight/alerts/alerts'
import { stepName } from '../insight/say'
import { getQuery, useNames } from '../records'
import type { List } from '../types'

const firings = getQuery<List<FreshFiring>>('/alerts/firings')
/** What alerts found lately for this person; each stays until it is put aside. */
export const useAlarms = () => useQuery(firings).data?.items ?? []
export function Alarms({ items }: { items: readonly FreshFiring[] }) {
  const client = useQueryClient()
  const aside = useMutation<void, Problem, string>({ mutationFn: (id) => api.post<void>(`/alerts/firings/${id}/seen`), onSuccess: () => toast(t('alert:aside')), onSettled: () => client.invalidateQueries({ queryKey: firings.queryKey }) })
  return <ul className="rows alarms" aria-label={t('alert:alarms')}>{items.slice(0, 5).map((one) => <Row key={one.id} of={one} onAside={() => aside.mutate(one.id)} />)}</ul>
}
function Row({ of, onAside }: { of: FreshFiring; onAside: () => void }) {
  const name = useNames()
  return (
    <li>
      <Link to="/insights/trend" search={{ ...parseSearch(of.query), ...trendOf(of) } as never}>
        <span className="g alarm" aria-hidden="true"><Icon name="warn" /></span>
        <span className="tx"><b>{of.name}</b>{of.by && <span className="soft"> {name(of.by, of.key)}</span>}<small>{saidOf(of, of.metric.kind)}</small></span>
        <span className="when"><small>{stepName(of.period, of.every)}</small></span>
      </Link>
      <IconButton icon="check" label={t('alert:put_aside_of', { name: of.name })} onClick={onAside} />
    </li>
  )
}
