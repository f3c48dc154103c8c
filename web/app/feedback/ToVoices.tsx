import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../session'

/** Leads from a figure to the voices behind it; plain words for those who may not read them. */
export function ToVoices({ search, className, children }: { search: Record<string, unknown>; className?: string | undefined; children: ReactNode }) {
  return useMay('read_feedback') ? <Link to="/feedback" search={search as never} className={className}>{children}</Link> : <span className={className}>{children}</span>
}
