import { useEffect, useRef } from 'react'

export type Keys = Record<string, (event: KeyboardEvent) => void>
const store = 'styk.single_keys'
export const singleKeys = () => localStorage.getItem(store) !== 'off'
export const setSingleKeys = (on: boolean) => localStorage.setItem(store, on ? 'on' : 'off')
const typing = (target: EventTarget | null) => target instanceof Element && !!target.closest('input:not([type=radio],[type=checkbox],[type=button]),textarea,select,[contenteditable]')

/** Keys of a page: `{ j: next, 'mod+k': palette, 'g p': go }`. Single letters rest while someone types and when they are switched off. */
export function useKeys(keys: Keys) {
  const now = useRef(keys)
  now.current = keys
  useEffect(() => {
    let first = ''
    let timer = 0
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const mod = event.ctrlKey || event.metaKey
      const name = `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`
      const plain = !mod && !event.altKey
      if (plain && event.key.length === 1 && (typing(event.target) || !singleKeys())) return
      if (plain && event.key === 'Enter' && event.target instanceof Element && event.target.closest('a,button,summary,input,select,textarea')) return
      if (document.querySelector('dialog[open]') && name !== 'mod+k') return
      const act = now.current[first ? `${first} ${name}` : name]
      first = ''
      clearTimeout(timer)
      if (act) { event.preventDefault(); act(event); return }
      if (plain && Object.keys(now.current).some((key) => key.startsWith(`${name} `))) { first = name; timer = window.setTimeout(() => { first = '' }, 1200) }
    }
    document.addEventListener('keydown', press)
    return () => { document.removeEventListener('keydown', press); clearTimeout(timer) }
  }, [])
}
