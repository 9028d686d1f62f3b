import { isStaff } from '@sealkloud/chat-client'
import { useChat, useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'

/** What is typed there is kept as the text of a conversation is. */
export const SUPPORT_DRAFT = 'support'

/**
 * Whether the signed-in person opens tickets here, which clients do of a service that keeps them
 * itself.
 */
export function useContactsSupport(): boolean {
  const { own } = useObservable(useChat().tickets.settings)
  return !isStaff(useMe().userRole) && own
}
