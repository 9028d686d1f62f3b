// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from 'vitest'
import { Outbox, type OutboxStorage, type OutgoingMessage } from './outbox.ts'

function message(clientMessageId: string, conversationId = 'c', createdAt = 1): OutgoingMessage {
  return { clientMessageId, conversationId, target: { roomId: conversationId }, content: 'Hello', createdAt, state: 'waiting' }
}

const ids = (messages: readonly OutgoingMessage[]) => messages.map(({ clientMessageId }) => clientMessageId)
const full: OutboxStorage = {
  length: 0,
  key: () => null,
  getItem: () => null,
  removeItem: () => {},
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError')
  },
}

describe('an outbox', () => {
  beforeEach(() => localStorage.clear())

  test('survives a reload in the order of writing', () => {
    const outbox = new Outbox(localStorage, 'carol')
    outbox.add(message('b', 'c', 2))
    outbox.add(message('a', 'c', 1))
    outbox.sending('a')
    const reloaded = new Outbox(localStorage, 'carol')
    expect(ids(reloaded.messages.value)).toEqual(['a', 'b'])
    expect(reloaded.messages.value.every(({ state }) => state === 'waiting')).toBe(true)
  })

  test('belongs to one person', () => {
    new Outbox(localStorage, 'carol').add(message('a'))
    expect(new Outbox(localStorage, 'dave').messages.value).toEqual([])
  })

  test('leaves the messages of another tab alone', () => {
    const [one, two] = [new Outbox(localStorage, 'carol'), new Outbox(localStorage, 'carol')]
    one.add(message('a'))
    two.add(message('b'))
    one.stored('a')
    expect(ids(new Outbox(localStorage, 'carol').messages.value)).toEqual(['b'])
  })

  test('sends one message of a conversation at a time, and conversations beside each other', () => {
    const outbox = new Outbox(null, 'carol')
    for (const each of [message('a1', 'a'), message('a2', 'a'), message('b1', 'b')]) outbox.add(each)
    expect(ids(outbox.due())).toEqual(['a1', 'b1'])
    outbox.sending('a1')
    expect(ids(outbox.due())).toEqual(['b1'])
    outbox.stored('a1')
    expect(ids(outbox.due())).toEqual(['a2', 'b1'])
  })

  test('lets nothing wait behind a message that failed, and keeps it over a reload', () => {
    const outbox = new Outbox(localStorage, 'carol')
    outbox.add(message('a'))
    outbox.add(message('b', 'c', 2))
    outbox.failed('a', { code: 'too_large', message: 'too long' })
    expect(ids(outbox.due())).toEqual(['b'])
    const [kept] = new Outbox(localStorage, 'carol').messages.value
    expect(kept).toMatchObject({ clientMessageId: 'a', state: 'failed', failure: { code: 'too_large' } })
  })

  test('sends again what was under way when the connection went', () => {
    const outbox = new Outbox(null, 'carol')
    outbox.add(message('a'))
    outbox.sending('a')
    outbox.interrupted()
    expect(ids(outbox.due())).toEqual(['a'])
  })

  test.each([
    ['full', full],
    ['missing', null],
  ])('works with a storage that is %s, and says that nothing is saved', (_, storage) => {
    const outbox = new Outbox(storage, 'carol')
    expect(outbox.saved.value).toBe(true)
    outbox.add(message('a'))
    expect(outbox.saved.value).toBe(false)
    expect(ids(outbox.due())).toEqual(['a'])
  })

  test('ignores what it cannot read', () => {
    localStorage.setItem('chat.outbox.carol.x', '{broken')
    localStorage.setItem('chat.outbox.carol.y', '{"content":1}')
    expect(new Outbox(localStorage, 'carol').messages.value).toEqual([])
  })
})
