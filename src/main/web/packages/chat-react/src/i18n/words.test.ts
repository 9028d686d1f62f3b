import { expect, test } from 'vitest'
import { datesOf, localeOf } from './dates.ts'
import { de } from './de.ts'
import { en } from './en.ts'

const list = (language: 'en' | 'de', names: string[]) => datesOf(localeOf(language, [language]), (language === 'de' ? de : en).conversation).list(names)

test('German puts those who are counted into the case of their sentence', () => {
  expect(de.delivery.readBy(list('de', ['lena', 'ravi', de.delivery.andMore(3)]))).toBe('Gelesen von lena, ravi und 3 weiteren')
  expect(de.conversation.joined(list('de', ['lena', 'ravi', 'mona', de.conversation.andMore(2)]), 5)).toBe('lena, ravi, mona und 2 weitere sind beigetreten')
  expect(en.delivery.readBy(list('en', ['lena', 'ravi', en.delivery.andMore(3)]))).toBe('Read by lena, ravi, and 3 more')
})

test('German calls things as helpdesks do', () => {
  const { queue, actions, step, said } = de.ticket
  expect(queue.closed).toBe(de.ticket.closed)
  expect(actions.claim).toBe('Übernehmen')
  expect(step.release.submit).toBe('Zurückgeben')
  expect(said.claimed('Lena')).toBe('Lena hat das Ticket übernommen')
  expect(`${de.ticket.owner}: ${de.ticket.nobody}`).toBe('Zuständig: niemand')
})
