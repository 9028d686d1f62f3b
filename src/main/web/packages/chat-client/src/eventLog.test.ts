import { describe, expect, test } from 'vitest'
import { EventLog } from './eventLog.ts'
import type { DurableEvent, MessageEvent } from './durableEvents.ts'

function event(seq: number): DurableEvent {
  return {
    type: 'message',
    conversationId: 'c',
    seq,
    messageId: `m${seq}`,
    senderId: 'carol',
    senderName: 'carol',
    senderRole: 'client',
    receiverId: 'lena',
    content: `message ${seq}`,
    clientMessageId: null,
    timestamp: '2026-01-01T00:00:00.000Z',
  }
}

const named = (seq: number, senderId: string): DurableEvent => ({ ...(event(seq) as MessageEvent), senderId, senderName: senderId })
const page = (...seqs: number[]) => seqs.map(event)
const seqs = (log: EventLog) => log.events.map(({ seq }) => seq)

const withFiles = (seq: number, ...ids: string[]) =>
  ({
    ...event(seq),
    attachments: ids.map((attachmentId) => ({ attachmentId, name: `${attachmentId}.pdf`, contentType: 'application/pdf', size: 1, status: 'ready' })),
  }) as DurableEvent

const about = (seq: number, targetSeq: number) => ({ conversationId: 'c', seq, targetSeq, messageId: `m${targetSeq}`, actorId: 'lena', timestamp: '' })

const twentyOf = (count: number) => ({ reactions: [{ emoji: '👍', count, userIds: Array.from({ length: 20 }, (_, index) => `u${index}`), mine: false }] })
const counted = (log: EventLog) => log.events.map((line) => line.type === 'message' && line.reactions?.[0]?.count)
const thumbOf = (seq: number, targetSeq: number, userId: string, present = true) =>
  ({ ...about(seq, targetSeq), type: 'reaction', emoji: '👍', present, userId, userName: userId }) as const

describe('an event log', () => {
  test('orders by seq, whatever the order of arrival', () => {
    const log = new EventLog()
    log.reset(page(1))
    for (const seq of [4, 2, 3]) log.receive(event(seq))
    expect(seqs(log)).toEqual([1, 2, 3, 4])
    expect(log.hasGap).toBe(false)
  })

  test('drops what it has', () => {
    const log = new EventLog()
    log.reset(page(1, 2))
    expect(log.receive(event(2))).toBe(false)
    expect(log.receive(event(3))).toBe(true)
    expect(log.receive(event(3))).toBe(false)
    expect(seqs(log)).toEqual([1, 2, 3])
  })

  test('keeps all that staff hear of a ticket, whether before or after what clients get', () => {
    const shown = { type: 'ticket_changed', conversationId: 'c', roomId: 'c', ticketId: '1', change: 'assigned', title: 'Old', timestamp: '' } as const
    const full = { ...shown, change: 'handed_over', tier: 'l1', formerAssigneeId: 'lena' } as const
    const log = new EventLog()
    log.reset(page(1))
    log.receive({ ...shown, seq: 2 })
    log.receive({ ...full, seq: 2 })
    log.receive({ ...full, seq: 3 })
    log.receive({ ...shown, seq: 3 })
    log.receive({ ...shown, seq: 5 })
    log.receive({ ...full, seq: 5 })
    log.receive({ ...shown, seq: 4 })
    expect(log.events.slice(1)).toEqual([
      { ...full, seq: 2 },
      { ...full, seq: 3 },
      { ...shown, seq: 4 },
      { ...full, seq: 5 },
    ])
  })

  test('keeps what lies behind a hole until the hole is filled', () => {
    const log = new EventLog()
    log.reset(page(1))
    log.receive(event(5))
    expect(seqs(log)).toEqual([1])
    expect(log.hasGap).toBe(true)
    log.append(page(2, 3, 4))
    expect(seqs(log)).toEqual([1, 2, 3, 4, 5])
    expect(log.hasGap).toBe(false)
  })

  test('joins events that came before the first page', () => {
    const log = new EventLog()
    log.receive(event(3))
    log.receive(event(4))
    expect(seqs(log)).toEqual([])
    log.reset(page(1, 2, 3))
    expect(seqs(log)).toEqual([1, 2, 3, 4])
  })

  test('begins an empty conversation with its first event', () => {
    const log = new EventLog()
    log.reset([])
    log.receive(event(1))
    expect(seqs(log)).toEqual([1])
  })

  test('believes the server about what does not exist', () => {
    const log = new EventLog()
    log.reset(page(1))
    log.receive(event(9))
    log.append(page(2, 7))
    log.append(page(8))
    expect(seqs(log)).toEqual([1, 2, 7, 8, 9])
  })

  test('puts older pages before, without those it has', () => {
    const log = new EventLog()
    log.reset(page(5, 6))
    log.prepend(page(3, 4, 5))
    expect(seqs(log)).toEqual([3, 4, 5, 6])
  })

  test('gives a new array after every change, and the same one otherwise', () => {
    const log = new EventLog()
    log.reset(page(1))
    const before = log.events
    log.receive(event(3))
    expect(log.events).toBe(before)
    log.receive(event(2))
    expect(log.events).not.toBe(before)
  })

  test('marks a file that was removed, and forgets those of a deleted message', () => {
    const log = new EventLog(() => 'lena')
    log.reset([withFiles(1, 'a', 'b'), withFiles(2, 'c')])
    log.receive({ ...about(3, 1), type: 'attachment_changed', attachmentId: 'b', status: 'removed' })
    log.receive({ ...about(4, 2), type: 'message_deleted', reason: 'moderation' })
    expect(log.events.map((line) => line.type === 'message' && line.attachments?.map(({ status }) => status))).toEqual([['ready', 'removed'], undefined])
  })

  test('gives an erased person another name in the lines above, and in older ones that come after', () => {
    const log = new EventLog(() => 'dave')
    log.reset([named(3, 'carol'), named(4, 'lena')], 4)
    log.learn(named(2, 'carol') as MessageEvent, 4)
    log.receive({ type: 'person_erased', conversationId: 'c', seq: 5, userId: 'carol', userName: 'Deleted person', timestamp: '2026-11-22T16:49:23.018Z' })
    log.prepend([named(1, 'carol')], 4)
    const names = log.events.map((line) => 'senderName' in line && line.senderName)
    expect(names).toEqual(['Deleted person', 'Deleted person', 'lena'])
    expect(log.others.get(2)?.senderName).toBe('Deleted person')
    expect(log.coveredTo).toBe(5)
  })

  test('applies changes to the lines above, and to older ones that come after them', () => {
    const log = new EventLog(() => 'lena')
    log.reset(page(3, 4), 5)
    const thumb = { type: 'reaction', emoji: '👍', present: true, userId: 'lena', userName: 'lena' } as const
    log.receive({ ...about(7, 4), type: 'message_deleted', reason: 'author' })
    log.receive({ ...about(6, 4), ...thumb })
    log.receive({ ...about(8, 3), ...thumb })
    log.receive({ ...about(9, 2), type: 'message_edited', content: 'better', revision: 1 })
    // This page was read before that edit.
    log.prepend(page(1, 2), 8)
    expect(log.events.map((line) => line.type === 'message' && [line.seq, line.content, line.deleted, line.reactions?.[0]?.count])).toEqual([
      [1, 'message 1', undefined, undefined],
      [2, 'better', undefined, undefined],
      [3, 'message 3', undefined, 1],
      [4, '', true, undefined],
    ])
    expect(log.coveredTo).toBe(9)
  })

  test('takes no line twice that a page has beyond what it is folded up to', () => {
    const log = new EventLog()
    log.reset(page(1, 2, 3), 2)
    log.receive(event(3))
    log.append(page(3, 4))
    expect(seqs(log)).toEqual([1, 2, 3, 4])
  })

  test('does not count a reaction that an older page has already', () => {
    const log = new EventLog()
    log.reset(page(5), 30)
    // Read when 31 and 32 were there; nobody is named of more than twenty.
    log.prepend([{ ...event(4), ...twentyOf(25) }], 32)
    log.receive(thumbOf(31, 4, 'u40'))
    log.receive(thumbOf(32, 4, 'u41', false))
    log.receive(thumbOf(33, 4, 'u42'))
    expect(counted(log)).toEqual([26, undefined])
  })

  test('applies changes to a stretch of the past, and each of them once', () => {
    const log = new EventLog()
    log.reset([event(4), { ...event(5), ...twentyOf(25) }], 30, false)
    log.receive(thumbOf(31, 5, 'u40'))
    log.receive(event(32))
    log.append([{ ...about(33, 4), type: 'message_deleted', reason: 'author' }])
    expect(log.events.map((line) => line.type === 'message' && line.content)).toEqual(['', 'message 5'])
    expect(counted(log)).toEqual([undefined, 26])

    // The end, as it was before those three.
    log.extend(page(29), 30, true)
    expect(log.hasGap).toBe(true)
    log.append([thumbOf(31, 5, 'u40'), event(32), { ...about(33, 4), type: 'message_deleted', reason: 'author' }], 30)
    expect(seqs(log)).toEqual([4, 5, 29, 32])
    expect(counted(log)).toEqual([undefined, 26, undefined, undefined])
    expect(log.hasGap).toBe(false)
  })

  test('takes no words from an edit that was followed by another', () => {
    const log = new EventLog()
    log.reset(page(1), 1)
    log.append([{ ...about(2, 1), type: 'message_edited', content: '', revision: 1, superseded: true }])
    expect(log.events).toMatchObject([{ content: 'message 1' }])
    log.append([{ ...about(3, 1), type: 'message_edited', content: 'best', revision: 2 }])
    expect(log.events).toMatchObject([{ content: 'best', revision: 2 }])
  })

  test('survives any shuffle with repeats', () => {
    for (let round = 0; round < 50; round++) {
      const log = new EventLog()
      log.reset(page(1))
      const arrivals = [...page(2, 3, 4, 5, 6, 7, 8), ...page(3, 5, 7)].toSorted(() => Math.random() - 0.5)
      for (const each of arrivals) log.receive(each)
      expect(seqs(log)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    }
  })

  test('shows pins and mentions as they are now, and none of a deleted message', () => {
    const log = new EventLog()
    const line = () => log.events[0] as MessageEvent
    log.reset([{ ...(event(1) as MessageEvent), mentions: ['lena'] }])
    log.receive({ ...about(2, 1), type: 'message_pinned', pinned: true })
    log.receive({ ...about(3, 1), type: 'message_edited', content: '@ravi', revision: 1, mentions: ['ravi'] })
    expect(line()).toMatchObject({ pinned: true, mentions: ['ravi'] })
    log.receive({ ...about(4, 1), type: 'message_edited', content: 'nobody', revision: 2 })
    log.receive({ ...about(5, 1), type: 'message_pinned', pinned: false })
    expect(line()).not.toHaveProperty('mentions')
    expect(line()).not.toHaveProperty('pinned')
    log.receive({ ...about(6, 1), type: 'message_pinned', pinned: true })
    log.receive({ ...about(7, 1), type: 'message_deleted', reason: 'author' })
    expect(line()).not.toHaveProperty('pinned')
  })
})
