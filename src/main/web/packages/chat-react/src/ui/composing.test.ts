// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { isComposing } from './composing.ts'

const key = (init: KeyboardEventInit) => new KeyboardEvent('keydown', { key: 'Enter', ...init })

test.each([
  ['Enter', {}, false],
  ['Enter while composing', { isComposing: true }, true],
  ['the Enter of Safari that has ended a composition', { keyCode: 229 }, true],
  ['Enter with its own code', { keyCode: 13 }, false],
])('%s', (_name, init, composing) => {
  expect(isComposing(key(init))).toBe(composing)
})
