import { expect, test } from 'vitest'
import { bearerCredentials } from './credentials.ts'
import { RestApi } from './restApi.ts'

test('of all conversations none is missing that moves to the top while they are listed', async () => {
  let order = ['one', 'two', 'three', 'four']
  const asked: string[] = []
  const server: typeof fetch = async (address) => {
    const cursor = new URL(String(address)).searchParams.get('cursor')
    asked.push(cursor ?? '')
    const begin = cursor === null ? 0 : order.indexOf(cursor) + 1
    const items = order.slice(begin, begin + 2)
    const page = Response.json({
      items: items.map((conversationId) => ({ conversationId, lastSeq: conversationId === order[0] && order[0] === 'four' ? 2 : 1 })),
      nextCursor: begin + 2 < order.length ? items.at(-1) : null,
    })
    // Something is said in the last one.
    if (cursor === null) order = ['four', 'one', 'two', 'three']
    return page
  }
  const rest = new RestApi(
    'https://chat.example.org',
    bearerCredentials(() => 'token'),
    server,
  )
  const all = await rest.allConversations()
  expect(all.map(({ conversationId, lastSeq }) => [conversationId, lastSeq])).toEqual([
    ['four', 2],
    ['one', 1],
    ['two', 1],
    ['three', 1],
  ])
  expect(asked).toEqual(['', 'two', ''])
})

test('of one page of conversations no other one is asked for', async () => {
  let calls = 0
  const server: typeof fetch = async () => {
    calls++
    return Response.json({ items: [{ conversationId: 'one' }], nextCursor: null })
  }
  const rest = new RestApi(
    'https://chat.example.org',
    bearerCredentials(() => 'token'),
    server,
  )
  expect(await rest.allConversations()).toHaveLength(1)
  expect(calls).toBe(1)
})
