import type { Member } from '@sealkloud/chat-client'
import { expect, test } from 'vitest'
import { mentionsIn } from './mentions.ts'

const members = ['lena:Lena', 'jo:Jo', 'ann:Jo Ann'].map((each) => {
  const [userId, userName] = each.split(':')
  return { userId, userName } as Member
})

test.each([
  ['Hello @lena, and @JO', ['lena', 'jo']],
  ['@Jo Ann knows', ['ann']],
  ['@Jo Anna knows', ['jo']],
  ['x@lena, me@lena.example, @lena.example', []],
  ['(@lena)', ['lena']],
  ['nobody here', []],
])('%s', (text, mentioned) => {
  const found = mentionsIn(text, members)
  expect(found.map(({ member }) => member.userId)).toEqual(mentioned)
  for (const { from } of found) expect(text[from]).toBe('@')
})
