import './pieces.css'
import { type ReactNode, useRef, useState } from 'react'
import { Icon } from './Icon'

/** A place to drop one file, or to choose it. The visible label is the label of a native file field, so keys and readers need nothing else. */
export function Drop({ children, accept, onFile, disabled }: { children: ReactNode; accept: string; onFile: (file: File) => void; disabled?: boolean }) {
  const [over, setOver] = useState(false)
  const depth = useRef(0)
  const leave = () => { depth.current = Math.max(0, depth.current - 1); if (depth.current === 0) setOver(false) }
  return (
    <label className={`drop${over ? ' over' : ''}`}
      onDragEnter={(event) => { event.preventDefault(); depth.current += 1; setOver(true) }} onDragLeave={leave} onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => { event.preventDefault(); depth.current = 0; setOver(false); const file = event.dataTransfer.files[0]; if (file && !disabled) onFile(file) }}>
      <Icon name="upload" /><span>{children}</span>
      <input type="file" accept={accept} disabled={disabled} onChange={(event) => { const file = event.target.files?.[0]; event.target.value = ''; if (file) onFile(file) }} />
    </label>
  )
}
