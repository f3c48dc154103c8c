import { toast } from '@kit/Notice'
import { t } from '../../i18n'

/** Into the clipboard; without https the browser has only the old way. */
export async function copyText(text: string) {
  try { await navigator.clipboard.writeText(text) } catch {
    const field = Object.assign(document.createElement('textarea'), { value: text })
    document.body.append(field); field.select(); document.execCommand('copy'); field.remove()
  }
  toast(t('frame:copied'))
}
