import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { StompSession } from './connection.ts'
import { Outbox } from './outbox.ts'
import { Postman } from './postman.ts'
import type { WaitingFiles } from './waitingFiles.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('an acknowledged message whose event was lost with the connection is looked for after the next one', async () => {
  const looked: string[] = []
  const files = { hold: () => {}, forget: () => {} } as unknown as WaitingFiles
  const postman = new Postman(
    new Outbox(null, 'carol'),
    files,
    () => Promise.resolve('sent' as never),
    async (id) => void looked.push(id),
  )
  let acknowledge: (() => void) | undefined
  const session = { send: (_destination: string, _body: unknown, receipt: () => void) => void (acknowledge = receipt) } as unknown as StompSession
  postman.connected(session)
  postman.take({ clientMessageId: 'm1', conversationId: 'c1', target: { receiverId: 'lena' }, content: 'hello', createdAt: 0, state: 'waiting' } as never)
  acknowledge?.()
  expect(postman.outbox.get('m1')?.state).toBe('stored')

  postman.disconnected()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(postman.outbox.get('m1')?.state).toBe('stored')
  expect(looked).toEqual([])

  postman.connected(session)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(looked).toEqual(['c1'])
  expect(postman.outbox.get('m1')).toBeUndefined()
})
