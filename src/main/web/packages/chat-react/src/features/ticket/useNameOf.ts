import type { User } from '@sealkloud/chat-client'
import { useCallback } from 'react'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'

type Named = Pick<User, 'userId' | 'userName'>

const NOBODY: readonly Named[] = []

/**
 * Tells the name of somebody of whom only the id is known. `besides` are people whom the client
 * need not have heard of yet.
 */
export function useNameOf(besides: readonly Named[] = NOBODY): (userId: string) => string {
  const people = useObservable(useChat().people)
  return useCallback((userId) => (people.get(userId) ?? besides.find((each) => each.userId === userId))?.userName ?? userId, [people, besides])
}
