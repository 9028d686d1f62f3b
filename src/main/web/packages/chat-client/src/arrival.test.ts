import { beforeEach, expect, test, vi } from 'vitest'
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

/** A page of carol's, and the way by which it comes online: what the server says then. */
function pageOf(rest: Partial<RestApi> = {}, take: (conversations: readonly Conversation[]) => void = () => {}) {
  const state = new ChatState(rest as RestApi)
  state.me.set({ userId: 'carol', userName: 'carol', userRole: 'client' })
  const onRestored = vi.fn<() => void>()
  const arrival: Arrival = new Arrival({
    state,
    rest: { messageSettings: async () => ({ editWindowMs: 0 }), allConversations: async () => ALL, ...rest } as RestApi,
    rooms: { follow: async () => [] } as unknown as Rooms,
    tickets: { connected: () => Promise.resolve(), load: () => Promise.resolve() } as unknown as Tickets,
    onEvent: () => {},
    onRestored,
    take,
    follow: () => Promise.resolve(),
  })
  const comes = (more: Partial<UserJoinedEvent>) => {
    const joined = { type: 'user_joined', userId: 'carol', userName: 'carol', userRole: 'client', conversations: [], online: [], ...more }
    return arrival.on({
      subscribe: async (destination: string) => void subscribed.push(destination),
      send: () => arrival.joined(joined as unknown as UserJoinedEvent),
    } as unknown as StompSession)
  }
  return { state, comes, onRestored }
}

/** A server that takes the page for this person. */
async function arriveAs(
  userId: string,
  userName = userId,
  userRole: UserRole = 'client',
  more: Partial<UserJoinedEvent> = {},
  take: (conversations: readonly Conversation[]) => void = () => {},
): Promise<ChatState> {
  const { state, comes } = pageOf({}, take)
  await comes({ userId, userName, userRole, ...more })
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

test.each([
  ['another one', 'two', ['now 1', 'now 2'], 0],
  ['the same', 'one', ['lost 1', 'lost 2'], 2],
])('of equally long logs the epoch tells whether they are those that are known: %s', async (_which, epoch, shown, kept) => {
  let server = { epoch: 'one', words: ['lost 1', 'lost 2'] }
  const { state, comes, onRestored } = pageOf({
    timeline: async () => ({
      lines: server.words.map((content, index) => ({ type: 'message', conversationId: 'first', seq: index + 1, content })),
      hasMoreBefore: false,
      hasMoreAfter: false,
      asOfSeq: 2,
      firstSeq: 1,
      epoch: server.epoch,
    }),
    eventsAfter: async () => ({ items: [], nextCursor: null, epoch: server.epoch }),
  } as unknown as Partial<RestApi>)
  const conversations = ALL.map((conversation) => ({ ...conversation, lastSeq: 2, lastEventAt: '' }))
  state.conversations.merge(conversations)
  await comes({ conversations, epoch: 'one' })
  await state.timeline('first').open()

  server = { epoch, words: ['now 1', 'now 2'] }
  await comes({ conversations, epoch })
  await vi.waitFor(() => expect(state.timeline('first').state.value.events.map((event) => 'content' in event && event.content)).toEqual(shown))
  expect(onRestored).toHaveBeenCalledTimes(epoch === 'one' ? 0 : 1)
  // Until the answer is taken, nothing is known of them.
  expect(state.conversations.list.value).toHaveLength(kept)
})

test('a conversation in which something is said while the list comes, or that is new, stays in the list', async () => {
  const first = { ...ALL[0]!, conversationId: 'first', lastSeq: 2, lastEventAt: '2026-01-01T00:00:00.000Z', unreadCount: 0 }
  const known = [first, { ...first, conversationId: 'second' }, { ...first, conversationId: 'left' }]
  const { state, comes } = pageOf({
    allConversations: async () => {
      // Between the first page and the second one.
      state.conversations.merge([{ ...first, conversationId: 'second', lastSeq: 3 }])
      state.conversations.merge([{ ...first, conversationId: 'new', lastSeq: 0 }])
      return [first]
    },
  })
  state.conversations.merge(known)
  await comes({ conversations: [], nextCursor: 'x' })
  expect(state.conversations.list.value.map(({ conversationId }) => conversationId).toSorted()).toEqual(['first', 'new', 'second'])
})
