import { expect, test } from 'vitest'
import { readPush } from './pushMessage.ts'

const ORIGIN = 'https://chat.example.org'
const WORDS = { title: 'Messages', body: 'New message', note: 'Internal note', deleted: 'This message was deleted' }
const read = (payload: unknown) => readPush(typeof payload === 'string' ? payload : JSON.stringify(payload), WORDS, ORIGIN)
const GENERIC = { type: 'show', notification: { title: 'Messages', body: 'New message', tag: 'chat', url: '/', seq: 0, silent: true, replaces: false } }

test('a notification is shown as the server wrote it', () => {
  const payload = { type: 'notification', title: 'lena · support', body: 'Good morning', tag: 'chat-support', url: '/#/c/support/3', seq: 3, sound: 'chime' }
  expect(read(payload)).toEqual({
    type: 'show',
    notification: { title: 'lena · support', body: 'Good morning', tag: 'chat-support', url: '/#/c/support/3', seq: 3, silent: false, replaces: false },
  })
})

test('without previews it says that there is a message', () => {
  expect(read({ type: 'notification', title: 'lena', body: '', tag: 'chat-support' })).toMatchObject({ notification: { title: 'lena', body: 'New message' } })
})

test('a note of the staff says that it is one', () => {
  expect(read({ type: 'notification', title: 'lena · Printer', conversationKind: 'notes' })).toMatchObject({
    notification: { title: 'Internal note · lena · Printer' },
  })
})

test('of a deleted message it says that alone, in the place of what was shown', () => {
  expect(read({ type: 'notification', conversationId: 'support', seq: 3, tag: 'chat-support', url: '/#/c/support/3', deleted: true })).toEqual({
    type: 'show',
    notification: {
      title: 'Messages',
      body: 'This message was deleted',
      tag: 'chat-support',
      url: '/#/c/support/3',
      seq: 3,
      silent: true,
      replaces: true,
    },
  })
})

test('a withdrawal names what is to go', () => {
  expect(read({ type: 'notification_withdrawn', tag: 'chat-support', readSeq: 4 })).toEqual({ type: 'withdraw', tag: 'chat-support', readSeq: 4 })
})

test.each(['', '{', 'null', '[]', '7', '"text"', '{"title":7,"body":{},"tag":[],"url":1,"seq":"3","sound":{}}', '{"type":"notification_withdrawn"}'])(
  'what cannot be read becomes a notification that says no more than that: %s',
  (payload) => expect(read(payload)).toEqual(GENERIC),
)

test('a push without data is shown as well', () => {
  expect(readPush(undefined, WORDS, ORIGIN)).toEqual(GENERIC)
})

test.each([
  ['https://evil.example/#/c/support/3', '/'],
  ['//evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['http://', '/'],
  [`${ORIGIN}/#/c/support/3`, '/#/c/support/3'],
  ['#/c/support/3', '/#/c/support/3'],
])('an address leads nowhere but into this site: %s', (url, expected) => {
  expect(read({ url })).toMatchObject({ notification: { url: expected } })
})
