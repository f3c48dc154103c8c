import { Initials } from '@kit/Chip'
import { t } from '../../i18n'
import { useNames, usePeople } from '../../records'
import { useSession } from '../../session'
import type { Case } from '../shape'

/** Who answers, and who does when they are away. */
export function Owners({ one }: { one: Case }) {
  const [name, person] = [useNames(), usePeople()]
  const me = useSession().user.id
  const owner = one.owner_id ? person(one.owner_id) ?? t('case:someone_gone') : null
  const deputy = one.deputy_id ? person(one.deputy_id) : null
  const part = [one.touchpoint && name('touchpoint', one.touchpoint), one.department_id && name('department', one.department_id)].filter(Boolean).join(' · ')
  return (
    <section><h2>{t('case:owners')}</h2>
      {owner ? <p className="row cw-person"><Initials name={owner} me={one.owner_id === me} /><span>{owner}{part && <span className="soft sm"> · {part}</span>}</span></p> : <p><span className="tag warn">! {t('case:nobody_yet')}</span> {part && <span className="soft sm">{part}</span>}</p>}
      {deputy && <p className="row cw-person"><Initials name={deputy} me={one.deputy_id === me} /><span>{deputy}<span className="soft sm"> · {t('case:stands_in')}</span></span></p>}
    </section>
  )
}
