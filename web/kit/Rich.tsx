import { Fragment, type ReactNode } from 'react'

/** A whole translated sentence whose <b> and <i> parts are drawn with weight: no sentence is glued. */
export function Rich({ text, b = (words) => <b>{words}</b>, i = (words) => <i>{words}</i> }: { text: string; b?: (words: string) => ReactNode; i?: (words: string) => ReactNode }) {
  return <>{text.split(/(<b>.*?<\/b>|<i>.*?<\/i>)/).map((part, at) => {
    const words = part.slice(3, -4)
    return <Fragment key={at}>{part.startsWith('<b>') ? b(words) : part.startsWith('<i>') ? i(words) : part}</Fragment>
  })}</>
}
