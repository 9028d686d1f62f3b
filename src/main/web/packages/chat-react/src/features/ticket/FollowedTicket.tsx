import { roomOfTicket, type Ticket } from '@sealkloud/chat-client'
import { TicketRoomLink } from './TicketLine.tsx'

interface Props {
  ticket: NonNullable<Ticket['follows']>
  onOpen: ((conversationId: string) => void) | undefined
}

/** The closed ticket before another one, with the way to it. */
export function FollowedTicket({ ticket: { ticketId, number, title }, onOpen }: Props) {
  return <TicketRoomLink roomId={roomOfTicket(ticketId)} title={number === undefined ? title : `${number} ${title}`} onOpen={onOpen} />
}
