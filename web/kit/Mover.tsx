import { IconButton } from './Button'

/** Up and down in an order: the keyboard's way, and the finger's. */
export function Mover({ up, down, names, busy }: { up?: (() => void) | undefined; down?: (() => void) | undefined; names: { up: string; down: string }; busy?: boolean }) {
  return <span className="mover"><IconButton icon="up" label={names.up} disabled={!up || busy} onClick={up} /><IconButton icon="down" label={names.down} disabled={!down || busy} onClick={down} /></span>
}
