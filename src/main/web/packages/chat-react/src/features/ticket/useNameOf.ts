import type { ChatClient, User } from '@sealkloud/chat-client'
import { useCallback, useSyncExternalStore } from 'react'
import { useChat } from '../session/ChatProvider.tsx'

type Named = Pick<User, 'userId' | 'userName'>
type Names = ReadonlyMap<string, string>

const NOBODY: readonly Named[] = []

/**
 * Tells the name of somebody of whom only the id is known. `besides` are people whom the client
 * need not have heard of yet.
 */
export function useNameOf(besides: readonly Named[] = NOBODY): (userId: string) => string {
  const { people } = useChat()
  const names = useSyncExternalStore(people.subscribe, () => namesOf(people))
  return useCallback((userId) => names.get(userId) ?? besides.find((each) => each.userId === userId)?.userName ?? userId, [names, besides])
}

const known = new WeakMap<ChatClient['people'], { all: ReadonlyMap<string, User>; names: Names }>()

/**
 * The names of all people, in another map only when one of them is: rows are many, and need not be
 * drawn again because somebody comes or goes.
 */
function namesOf(people: ChatClient['people']): Names {
  const before = known.get(people)
  const all = people.value
  if (before?.all === all) return before.names
  const isSame = before?.names.size === all.size && [...all.values()].every(({ userId, userName }) => before.names.get(userId) === userName)
  const names = isSame ? before.names : new Map([...all.values()].map(({ userId, userName }) => [userId, userName]))
  known.set(people, { all, names })
  return names
}
