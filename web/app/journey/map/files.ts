// A map taken away as a file.
import { save } from '@kit/Data'
import { toast } from '@kit/Notice'
import { address } from '../../api'
import { language, t } from '../../i18n'
import type { View } from './desk'

function follow(href: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = ''
  link.click()
}
export const tables = ['xlsx', 'csv', 'json'] as const
/** `name`: of the file. Workbooks are made by the server and only fetched. */
export async function download(map: string, name: string, format: (typeof tables)[number]): Promise<void> {
  const from = address(`/journey_maps/${map}/export`, { format })
  if (format === 'xlsx') return follow(from)
  const text = await fetch(from, { credentials: 'same-origin' }).then((answer) => answer.ok ? answer.text() : null).catch(() => null)
  if (text === null) toast(t('frame:unreachable'))
  else save(`${name}.${format}`, text, format === 'csv' ? 'text/csv' : 'application/json')
}
export const pictures = ['pdf', 'png', 'svg'] as const
/** As it is printed: always light. */
export const picture = (map: string, view: View, format: (typeof pictures)[number]) => follow(address(`/journey_maps/${map}/picture`, { format, view, language: language(), theme: 'light' }))
