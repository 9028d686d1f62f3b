import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { en } from '../i18n/en.ts'
import { named, Sentence } from './names.tsx'

test('each name of a sentence is isolated, and the sentence is not', () => {
  expect(renderToStaticMarkup(<Sentence>{en.ticket.said.offered(named('עדה'), named('Lena'))}</Sentence>)).toBe(
    '<bdi>עדה</bdi> offers the ticket to <bdi>Lena</bdi>',
  )
  expect(renderToStaticMarkup(<Sentence>{en.ticket.said.claimed(named('<b>\u202Ex\u2069\ny'))}</Sentence>)).toBe(
    '<bdi>&lt;b&gt; x y</bdi> takes care of the ticket',
  )
})
