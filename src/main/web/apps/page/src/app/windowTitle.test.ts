import { expect, test } from 'vitest'
import { windowTitle } from './windowTitle.ts'

test.each([
  [undefined, 'Messages'],
  ['Printer on floor 3', 'Printer on floor 3 – Messages'],
  ['abc\u202egnp.exe', 'abcgnp.exe – Messages'],
])('%j', (conversation, title) => expect(windowTitle('Messages', conversation)).toBe(title))
