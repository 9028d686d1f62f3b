// @vitest-environment jsdom
import { decodeHTMLStrict as byTable } from 'entities'
import { expect, test } from 'vitest'
import { decodeHTMLStrict } from './entities.ts'

test.each([
  '&amp;',
  '&lt;',
  '&nbsp;',
  '&auml;',
  '&AMP;',
  '&semi;',
  '&NewLine;',
  '&notit;',
  '&notin;',
  '&NotEqualTilde;',
  '&CounterClockwiseContourIntegral;',
  '&nothing;',
  '&;',
])('%s means what it means by the table', (text) => {
  expect(decodeHTMLStrict(text)).toBe(byTable(text))
})
