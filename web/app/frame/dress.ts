import type { Density, Theme } from '../types'

/** Theme and density stand on <html>; without a theme the system decides. Touch is always comfortable. */
export function dress(who?: { theme: Theme; density: Density } | null) {
  const { dataset } = document.documentElement
  if (who && who.theme !== 'system') dataset['theme'] = who.theme
  else delete dataset['theme']
  if (who?.density === 'compact' && !matchMedia('(pointer: coarse)').matches) dataset['density'] = 'compact'
  else delete dataset['density']
}
