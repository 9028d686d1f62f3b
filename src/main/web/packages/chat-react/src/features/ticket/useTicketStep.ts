import { ChatError, type Ticket, type TicketStep } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import type { Dictionary } from '../../i18n/en.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'

/** Does something to a ticket, and says what came of it. */
export function useTicketStep({ ticketId }: Ticket, nameOf: (userId: string) => string) {
  const chat = useChat()
  const me = useMe().userId
  const text = useText()
  const [working, setWorking] = useState(false)
  const [error, setError] = useState<string | null>(null)

  /** Resolves with whether it was done. */
  async function take(step: TicketStep): Promise<boolean> {
    setWorking(true)
    setError(null)
    try {
      await chat.tickets.step(ticketId, step)
      return true
    } catch (reason) {
      const owner = chat.tickets.open.value.items.find(({ ticket }) => ticket.ticketId === ticketId)?.ticket.assigneeId
      const faster = step.action === 'claim' && isConflict(reason) && owner !== undefined && owner !== me
      setError(faster ? text.ticket.errors.taken(nameOf(owner)) : sayRefusal(reason, text))
      return false
    } finally {
      setWorking(false)
    }
  }

  return { take, working, error, forget: () => setError(null) }
}

function isConflict(reason: unknown): boolean {
  return reason instanceof ChatError && reason.code === 'conflict'
}

/** Why something could not be done to a ticket. */
export function sayRefusal(reason: unknown, { ticket: { errors }, failure }: Dictionary): string {
  if (!(reason instanceof ChatError)) return failure.refused
  if (reason.code === 'unreachable') return failure.unreachable
  return reason.code in errors ? errors[reason.code as Exclude<keyof typeof errors, 'taken'>] : failure.refused
}
