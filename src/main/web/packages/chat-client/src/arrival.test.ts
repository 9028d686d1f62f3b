import { beforeEach, expect, test } from 'vitest'
import { Arrival } from './arrival.ts'
import { ChatState } from './chatState.ts'
import type { Conversation } from './conversation.ts'
import type { StompSession } from './connection.ts'
import type { UserJoinedEvent } from './events.ts'
import type { RestApi } from './restApi.ts'
import type { Rooms } from './rooms.ts'
import type { Tickets } from './tickets.ts'
import type { UserRole } from './user.ts'

/** The destinations of the subscriptions, in their order. */
let subscribed: string[]
beforeEach(() => {
  subscribed = []
})

const ALL = ['first', 'second'].map((conversationId) => ({ conversationId, kind: 'team', members: [] })) as unknown as Conversation[]

/** A server that takes the page for this person. */
async function arriveAs(
  userId: string,
  userName = userId,
  userRole: UserRole = 'client',
  more: Partial<UserJoinedEvent> = {},
  take: (conversations: readonly Conversation[]) => void = () => {},
): Promise<ChatState> {
  const state = new ChatState({} as RestApi)
  state.me.set({ userId: 'carol', userName: 'carol', userRole: 'client' })
  const arrival: Arrival = new Arrival({
    state,
    rest: { messageSettings: async () => ({ editWindowMs: 0 }), allConversations: async () => ALL } as unknown as RestApi,
    rooms: { follow: () => Promise.resolve() } as unknown as Rooms,
    tickets: { connected: () => Promise.resolve(), load: () => Promise.resolve() } as unknown as Tickets,
    onEvent: () => {},
    onRestored: () => {},
    take,
  })
  const joined = { type: 'user_joined', userId, userName, userRole, conversations: [], online: [], ...more } as unknown as UserJoinedEvent
  const session = {
    subscribe: async (destination: string) => void subscribed.push(destination),
    send: () => arrival.joined(joined),
  } as unknown as StompSession
  await arrival.on(session)
  return state
}

test('a page goes on as whom it shows', async () => {
  const state = await arriveAs('carol')
  expect(state.who.userId).toBe('carol')
  expect(state.messageSettings.value).toEqual({ editWindowMs: 0 })
})

test('a page does not go on as somebody who has logged in in another tab', async () => {
  await expect(arriveAs('ravi')).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('a page learns its new name and role, and follows what the role may see', async () => {
  const state = await arriveAs('carol', 'Carol Jones', 'employee_l1')
  expect(state.who).toEqual({ userId: 'carol', userName: 'Carol Jones', userRole: 'employee_l1' })
  expect(subscribed).toContain('/topic/presence.clients')
})

test.each<[Partial<UserJoinedEvent>, number]>([
  [{ conversations: ALL.slice(1), nextCursor: 'x' }, 2],
  [{ conversations: ALL.slice(1), nextCursor: null }, 1],
  [{ conversations: ALL.slice(1) }, 1],
])('a page asks for the conversations that it was not told of', async (joined, count) => {
  const taken: Conversation[] = []
  await arriveAs('carol', 'carol', 'client', joined, (conversations) => taken.push(...conversations))
  expect(taken).toHaveLength(count)
})
