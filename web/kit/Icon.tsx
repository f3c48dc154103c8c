const paths = {
  pulse: 'M2 10h3.5l2-5 4 10 2.3-5H18', journey: 'M5.8 13.6C11 13 8.5 6.5 14.2 6M2.2 14a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0M14.2 6a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0',
  voice: 'M3 4.5h14v9H9l-4 3v-3H3z', sheet: 'M4 3h12v14H4zM7 7.5h6M7 10.5h6M7 13.5h3.5', person: 'M7 7a3 3 0 1 0 6 0a3 3 0 1 0-6 0M4 17c.6-3.6 3-5.4 6-5.4s5.4 1.8 6 5.4',
  chart: 'M3 17V3M3 17h14M6.5 13v-3M10.5 13V6M14.5 13V8.5', clock: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M10 6v4.3l2.8 1.7', people: 'M4.500 7.500a2.500 2.500 0 1 0 5 0a2.500 2.500 0 1 0-5 0M12 8.500a2 2 0 1 0 4 0a2 2 0 1 0-4 0M2.500 16c.4-2.900 2.200-4.400 4.500-4.400s4.100 1.500 4.500 4.400M13 12.300c2.300-.2 4 1 4.500 3.700',
  bell: 'M5 14V9a5 5 0 0 1 10 0v5l1.500 1.500h-13zM8.500 17.500h3',
  search: 'M3.5 9a5.500 5.500 0 1 0 11 0a5.500 5.500 0 1 0-11 0M13 13l4 4', more: 'M4 10h.01M10 10h.01M16 10h.01', setup: 'M3 6h8M15 6h2M3 14h2M9 14h8M11 6a2 2 0 1 0 4 0a2 2 0 1 0-4 0M5 14a2 2 0 1 0 4 0a2 2 0 1 0-4 0',
  close: 'M5 5l10 10M15 5L5 15', plus: 'M10 4v12M4 10h12', check: 'M4 10.5l4 4 8-9', down: 'M5 8l5 5 5-5', right: 'M8 5l5 5-5 5', left: 'M12 5l-5 5 5 5', up: 'M5 12l5-5 5 5',
  warn: 'M10 3l7.500 13.500h-15zM10 8v4M10 14.300v.01', info: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M10 9.500v4M10 6.600v.01', copy: 'M7 7h9v9H7zM13 7V4H4v9h3', trash: 'M4 6h12M8 6V4h4v2M6 6l.7 10h6.600L14 6', edit: 'M4 16l.8-3.500L13 4.300l2.700 2.700-8.200 8.200zM11.500 5.800l2.700 2.700',
  upload: 'M10 13V4M6 7.500L10 4l4 3.500M4 13v3h12v-3', download: 'M10 4v9M6 9.500l4 3.500 4-3.500M4 13v3h12v-3', link: 'M8.500 11.500l3-3M7 9l-2 2a2.800 2.800 0 0 0 4 4l2-2M13 11l2-2a2.800 2.800 0 0 0-4-4L9 7', tag: 'M4 4h6l6.500 6.500-6 6L4 10zM7.200 7.200v.01', undo: 'M7 5L3.500 8.500 7 12M3.500 8.500H12a4 4 0 0 1 0 8H8', out: 'M8 4H4v12h4M12 6l4 4-4 4M16 10H8', lock: 'M5 9h10v7H5zM7 9V7a3 3 0 0 1 6 0v2', flag: 'M5 17.500V3M5 3.800h9.500l-2.200 3.400 2.200 3.400H5', star: 'M10 3.500l2 4.300 4.700.6-3.400 3.200.9 4.600L10 13.900l-4.200 2.300.9-4.600L3.300 8.400 8 7.800z', print: 'M6 7.500V3h8v4.500M6 14.500H3.500v-7h13v7H14M6 12h8v5H6z', filter: 'M3 5h14l-5.500 6.500V16L8.500 14.500v-3z', drag: 'M7 5v.01M13 5v.01M7 10v.01M13 10v.01M7 15v.01M13 15v.01',
} as const
export type IconName = keyof typeof paths
/** A quiet line icon of 20 px; decoration only, so the word always stands beside it. */
export function Icon({ name }: { name: IconName }) {
  return <svg className="i" viewBox="0 0 20 20" aria-hidden="true"><path d={paths[name]} strokeWidth={name === 'more' || name === 'drag' ? 2.6 : undefined} /></svg>
}
