import { Link } from '@tanstack/react-router'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Segmented } from '@kit/Field'
import { Icon } from '@kit/Icon'
import { toast } from '@kit/Notice'
import { api } from '../api'
import { t, tOr } from '../i18n'
import { sessionQuery, useEnter, useSession } from '../session'
import type { Density, Language, Me, Theme } from '../types'

/** Writes to the person's own record; the screen follows at once. */
export function usePatchMe() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Partial<Pick<Me, 'name' | 'language' | 'theme' | 'density'>>) => api.patch<Me>('/me', body),
    onSuccess: (user) => { client.setQueryData(sessionQuery.queryKey, (old) => (old ? { ...old, user } : old)) },
    onError: () => toast(t('frame:unreachable')),
  })
}
export function MeMenu({ close }: { close: () => void }) {
  const { user, firm } = useSession()
  const patch = usePatchMe()
  const enter = useEnter()
  const out = useMutation({ mutationFn: () => api.del('/session'), onSuccess: () => enter(null), onError: () => toast(t('frame:unreachable')) })
  return (
    <div className="me-menu">
      <p className="pad"><b>{user.name}</b><br /><span className="sm soft">{tOr(`words:role.${user.role}`, user.role)} · {firm.name}</span></p>
      <div className="pad form">
        <Segmented label={t('people:language')} value={user.language} onChange={(language: Language) => patch.mutate({ language })} options={[{ value: 'en', label: 'English' }, { value: 'pl', label: 'Polski' }, { value: 'ru', label: 'Русский' }]} />
        <Segmented label={t('people:theme')} value={user.theme} onChange={(theme: Theme) => patch.mutate({ theme })} options={[{ value: 'system', label: t('people:theme_system') }, { value: 'light', label: t('people:theme_light') }, { value: 'dark', label: t('people:theme_dark') }]} />
        <Segmented label={t('people:density')} value={user.density} onChange={(density: Density) => patch.mutate({ density })} options={[{ value: 'comfortable', label: t('people:density_comfortable') }, { value: 'compact', label: t('people:density_compact') }]} />
      </div><hr />
      <Link className="item" to="/profile" onClick={close}><Icon name="person" />{t('people:profile')}</Link>
      <button type="button" className="item" onClick={() => out.mutate()}><Icon name="out" />{t('people:log_out')}</button>
    </div>
  )
}
