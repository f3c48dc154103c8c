// test/survey/expressions.json holds the C++ expressions to survey-core's answers; here survey-core itself is asked again.
import * as core from 'survey-core'
import { expect, test } from 'vitest'
// @ts-expect-error: a script without types, shared with node
import { makeFile, readCases } from '../../test/survey/expressions.mjs'

test('the kept answers are those of survey-core', () => {
  const kept = readCases(), made = makeFile(core)
  expect(kept.answers).toEqual(made.answers)
  expect(kept.written).toEqual(made.written)
  expect(kept.generated).toEqual(made.generated)
  expect(kept.generated.length).toBeGreaterThan(1000)
}, 60_000)
