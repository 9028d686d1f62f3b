import type { NotificationEvent, NotificationWithdrawnEvent } from '@sealkloud/chat-client'
import { expect, test } from 'vitest'
import { Newest } from './newest.ts'

const notification = (seq: number, conversationId = 'support') => ({ type: 'notification', conversationId, seq }) as NotificationEvent
const withdrawn = (readSeq: number) => ({ type: 'notification_withdrawn', conversationId: 'support', readSeq }) as NotificationWithdrawnEvent

test('what comes again or late is no news; each conversation counts for itself', () => {
  const newest = new Newest()
  expect(newest.isNews(notification(5), 0)).toBe(true)
  expect(newest.isNews(notification(5), 0)).toBe(false)
  expect(newest.isNews(notification(4), 0)).toBe(false)
  expect(newest.isNews(notification(4, 'second line'), 0)).toBe(true)
  expect(newest.isNews(notification(6), 0)).toBe(true)
})

test('what has been read here or on another device is no news', () => {
  const newest = new Newest()
  expect(newest.isNews(notification(5), 5)).toBe(false)
  newest.withdraw(withdrawn(7))
  expect(newest.isNews(notification(7), 0)).toBe(false)
  expect(newest.isNews(notification(8), 0)).toBe(true)
})

test('a withdrawal of something older takes nothing back', () => {
  const newest = new Newest()
  newest.isNews(notification(9), 0)
  newest.withdraw(withdrawn(3))
  expect(newest.isNews(notification(8), 0)).toBe(false)
})
