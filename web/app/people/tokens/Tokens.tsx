import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { addDays, day, today, when } from '@kit/format'
import { toast } from '@kit/Notice'
import { Dialog } from '@kit/Panel'
import { once } from '@kit/once'
import { Secret } from '@kit/Secret'
import { placeOptions } from '../../firm/tree'
import { t, tOr } from '../../i18n'
import { Register } from '../../record/Register'
import { useRegister } from '../../records'
import { useMay } from '../../session'
import { roles, type Token } from '../../types'

const over = (token: Token) => token.expires_at !== null && token.expires_at < new Date().toISOString()
const fresh = once<Token>()
/** Keys for other systems: seen once, withdrawn for good. */
export function Tokens() {
  const places = useRegister('locations')
  const made = fresh.use()
  return (
    <>
      <Register<Token> kind="tokens" section="tokens" title={t('firm:section.tokens')} about={t('firm:about.tokens')} add={t('firm:add.token')} empty={t('firm:empty.tokens')} write={useMay('write_users')} nameOf={(row) => row.name}
        columns={[
          { key: 'name', name: t('firm:field.name'), cell: (row) => row.name },
          { key: 'role', name: t('firm:field.role'), cell: (row) => tOr(`words:role.${row.role}`, row.role) },
          { key: 'used', name: t('firm:field.last_used'), cell: (row) => <span className="sm soft">{row.last_used_at ? when(row.last_used_at) : t('firm:never')}</span> },
          { key: 'expires', name: t('firm:field.expires'), wide: true, cell: (row) => row.expires_at === null ? <span className="sm soft">{t('firm:no_expiry')}</span> : over(row) ? <Tag tone="warn">{t('firm:expired', { day: day(row.expires_at) })}</Tag> : <span className="sm">{day(row.expires_at)}</span> },
        ]}
        fields={(record) => [
          { name: 'name', kind: 'text', label: t('firm:field.name'), required: true, hint: t('firm:hint.token_name') },
          { name: 'role', kind: 'choice', label: t('firm:field.role'), options: roles.map((one) => ({ value: one, label: tOr(`words:role.${one}`, one) })), required: true, once: true },
          { name: 'location_id', kind: 'choice', label: t('firm:field.scope'), none: t('firm:whole_firm'), options: placeOptions(places), once: true },
          ...(record ? [] : [{ name: 'expires_at', kind: 'choice' as const, label: t('firm:field.expires'), none: t('firm:no_expiry'), options: [30, 90, 365].map((days) => ({ value: `${addDays(today(), days)}T00:00:00Z`, label: t('firm:in_days', { count: days }) })) }]),
        ]}
        blank={{ name: '', role: 'employee', location_id: null, expires_at: `${addDays(today(), 365)}T00:00:00Z` }} removeWords={t('firm:remove.token')} onSaved={(row, isNew) => { if (isNew && row.token) fresh.show(row) }} />
      {made?.token && <Dialog title={t('firm:token_title', { name: made.name })} onClose={fresh.away} actions={<Button look="main" onClick={fresh.away}>{t('firm:done')}</Button>}>
        <p className="soft">{t('firm:token_words')}</p><Secret label={t('firm:token')} value={made.token} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} />
      </Dialog>}
    </>
  )
}
