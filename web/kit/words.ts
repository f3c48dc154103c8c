// The kit's few words come from outside, so that the kit knows no language. app/i18n hands them in.
export type Say = (key: string, values?: Record<string, unknown>) => string
let speaker: Say = (key) => key
export const say: Say = (key, values) => speaker(key, values)
export function setSay(next: Say) { speaker = next }
