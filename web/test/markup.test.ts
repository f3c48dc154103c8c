import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const sources = (folder: string) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name)).map((name) => join(folder, name))
/** Markup made of anything but a text that stands in the source, outside a frame that runs nothing. */
const raw = /dangerouslySetInnerHTML|\.(inner|outer)HTML\s*=(?!=)(?!\s*'[^'$]*'\s*$)|insertAdjacentHTML|document\.write|<iframe(?![^>]*\bsandbox=)[^>]*\bsrcdoc=/im
/** The kiosk puts back pages that the server wrote and escaped; nothing of an answer. */
const allowed = new Set(['respond/kiosk.ts'])

describe('what people wrote is text', () => {
  for (const folder of ['app', 'kit', 'respond', 'embed']) {
    it(`${folder} makes no markup of data`, () => {
      const all = sources(folder)
      expect(all.length).toBeGreaterThan(0)
      expect(all.filter((name) => !allowed.has(name.replaceAll('\\', '/')) && raw.test(readFileSync(join(root, name), 'utf8')))).toEqual([])
    })
  }
  it('would notice', () => { for (const line of ['<p dangerouslySetInnerHTML={{ __html: x }} />', 'one.innerHTML = words', 'at.insertAdjacentHTML(x)', '<iframe title="a" srcDoc={x} />']) expect(raw.test(line)).toBe(true) })
})
