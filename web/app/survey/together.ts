import type { CheckProblem } from './types'

export type Told = CheckProblem & { /** of how many questions; each is left so by itself */ also: (string | null)[] }
/** Missing translations of one language are one thing to do. */
export function together(problems: readonly CheckProblem[]): Told[] {
  const out: Told[] = []
  for (const one of problems) {
    const same = one.key === 'missing_translation' && out.find((other) => other.key === one.key && other.language === one.language && !other.dismissed === !one.dismissed)
    if (same) { same.also.push(one.question); same.question = null; same.values = { ...same.values, count: same.also.length } } else out.push({ ...one, values: one.key === 'missing_translation' ? { ...one.values, count: 1 } : one.values, also: [one.question] })
  }
  return out
}
