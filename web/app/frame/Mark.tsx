/** Pencil and ink crossing at the touchpoint. */
export function Mark() {
  return <svg viewBox="0 0 28 20" aria-hidden="true"><path d="M1 15C8 15 8 5 14 10S22 15 27 4" fill="none" stroke="var(--ink)" strokeWidth="2.2" strokeLinecap="round" /><path d="M1 5C7 5 9 13 14 10s7-5 13 4" fill="none" stroke="var(--ink-3)" strokeWidth="1.6" strokeDasharray="2.5 3" strokeLinecap="round" /><circle cx="14" cy="10" r="3.6" fill="var(--accent)" /></svg>
}
