import type { Member } from '@sealkloud/chat-client'
import { expect, test } from 'vitest'
import { completableAt, membersLike, mentionOf } from './completion.ts'

function at(text: string) {
  return completableAt(text, text.length)
}

test('a name behind an @, and a word behind a colon, can be completed', () => {
  expect(at('@')).toEqual({ kind: 'mention', query: '', start: 0 })
  expect(at('Hello @le')).toEqual({ kind: 'mention', query: 'le', start: 6 })
  expect(at('(@Jo An')).toEqual({ kind: 'mention', query: 'Jo An', start: 1 })
  expect(at('Thanks :thu')).toEqual({ kind: 'emoji', query: 'thu', start: 7 })
  expect(completableAt('a @le b', 5)).toEqual({ kind: 'mention', query: 'le', start: 2 })
})

test.each(['lena@exa', ':)', ':D', 'at 10:30', 'http://x:po', 'see `@le', '```\n@le', 'x:thu', '@le ', ''])('not %s', (text) => {
  expect(at(text)).toBeNull()
})

test('members are found by any word of the name and by the id, whatever the accents', () => {
  const members = ['lena:Lena Müller', 'ravi:Ravi', 'p17:Milena', 'mueller:Zoé'].map((each) => {
    const [userId, userName] = each.split(':') as [string, string]
    return { userId, userName } as Member
  })
  const names = (query: string) => membersLike(members, query).map(({ userName }) => userName)
  expect(names('le')).toEqual(['Lena Müller'])
  expect(names('mu')).toEqual(['Lena Müller', 'Zoé'])
  expect(names('zoe')).toEqual(['Zoé'])
  expect(names('')).toHaveLength(4)
  expect(mentionOf(members[0]!, members)).toBe('@Lena Müller')
  expect(mentionOf(members[0]!, [...members, { ...members[0]!, userId: 'other' }])).toBe('@lena')
})
