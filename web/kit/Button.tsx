import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './Icon'

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> { look?: 'main' | 'plain' | 'ghost' | 'danger'; icon?: IconName; busy?: boolean; children: ReactNode }
/** look="main" is the plum one: at most one a page. `busy` keeps the width and refuses a second press. */
export function Button({ look = 'plain', icon, busy, className, children, disabled, type, ...rest }: Props) {
  return (
    <button type={type ?? 'button'} className={['btn', look, className].filter(Boolean).join(' ')} aria-busy={busy || undefined} disabled={disabled || busy} {...rest}>
      {icon && <Icon name={icon} />}<span>{children}</span>
    </button>
  )
}
/** Only an icon is seen; `label` is its name and its tooltip. */
export function IconButton({ label, icon, className, type, ...rest }: Omit<Props, 'children' | 'look'> & { label: string; icon: IconName }) {
  return <button type={type ?? 'button'} className={['btn', 'ghost', 'icon', className].filter(Boolean).join(' ')} aria-label={label} title={label} {...rest}><Icon name={icon} /></button>
}
