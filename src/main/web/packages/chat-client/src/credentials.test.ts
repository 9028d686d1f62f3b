import { expect, test, vi } from 'vitest'
import { bearerCredentials } from './credentials.ts'
import { ChatError } from './errors.ts'
import { newMessageId } from './messageId.ts'
import { RestApi } from './restApi.ts'

test('a token is renewed once for all calls that it was refused to', async () => {
  const source = vi.fn((refused: boolean) => Promise.resolve(refused ? 'new' : 'old'))
  const fetched = vi.fn((_url: unknown, { headers }: RequestInit = {}) =>
    Promise.resolve(
      (headers as Record<string, string>).Authorization === 'Bearer new' ? Response.json({ userId: 'carol' }) : new Response('', { status: 401 }),
    ),
  )
  const rest = new RestApi('http://chat.test', bearerCredentials(source), fetched as typeof fetch)
  await expect(Promise.all([rest.me(), rest.me(), rest.me()])).resolves.toHaveLength(3)
  expect(source.mock.calls.filter(([refused]) => refused)).toHaveLength(1)
})

test('a token that cannot be renewed ends in unauthenticated', async () => {
  const rest = new RestApi(
    'http://chat.test',
    bearerCredentials((refused) => (refused ? null : 'old')),
    () => Promise.resolve(new Response('', { status: 401 })),
  )
  await expect(rest.me()).rejects.toMatchObject({ code: 'unauthenticated', status: 401 })
})

test.each([
  [new Response('{"code":"rate_limited","retryAfterMs":1500}', { status: 429 }), { code: 'rate_limited', retryAfterMs: 1500, temporary: true }],
  [new Response('', { status: 429, headers: { 'Retry-After': '3' } }), { code: 'rate_limited', retryAfterMs: 3000 }],
  [new Response('<html>', { status: 502 }), { code: 'unavailable', temporary: true }],
  [new Response('{}', { status: 404 }), { code: 'not_found', temporary: false }],
])('a refused response becomes an error with its code', async (response, expected) => {
  const rest = new RestApi(
    'http://chat.test',
    bearerCredentials(() => 'token'),
    () => Promise.resolve(response),
  )
  await expect(rest.me()).rejects.toMatchObject(expected)
})

test('nobody answering is unreachable', async () => {
  const rest = new RestApi(
    'http://chat.test',
    bearerCredentials(() => 'token'),
    () => Promise.reject(new TypeError('failed')),
  )
  const error = await rest.me().catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(ChatError)
  expect(error).toMatchObject({ code: 'unreachable', status: 0 })
})

test('message ids are UUIDs of version 7 that sort by time', () => {
  const [early, late] = [newMessageId(1_700_000_000_000), newMessageId(1_700_000_000_001)]
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(early < late).toBe(true)
})
