import type { TicketChangedEvent, TicketEvent, TicketHandoverEvent, Tier } from '@sealkloud/chat-client'
import type { Dictionary } from '../../i18n/en.ts'

type Said = Dictionary['ticket']['said']
type NameOf = (userId: string) => string

/**
 * What an event says of a ticket, as a sentence; `mark` is put around whatever others have named.
 */
export function sayTicketEvent(event: TicketEvent, text: Dictionary, nameOfPerson: NameOf, mark: NameOf = (name) => name): string {
  const { said } = text.ticket
  const nameOf = (userId: string) => mark(nameOfPerson(userId))
  switch (event.type) {
    case 'ticket_requested':
      return said.requested(nameOf(event.requestedBy), mark(event.title))
    case 'ticket_linked':
      return `${said.linked} ${mark(event.title)}`
    case 'ticket_handover':
      return sayHandover(event, said, nameOf)
    case 'ticket_changed':
      return sayChange(event, text, nameOf, mark)
  }
}

/** A status in the person's language, if it is one that the service begins with. */
export function statusName(status: string, { ticket: { statuses } }: Dictionary): string {
  return Object.hasOwn(statuses, status) ? statuses[status as keyof typeof statuses] : status
}

/** A tier as people call it; clients are told none. */
export function tierName(tier: Tier | undefined): string {
  return tier?.toUpperCase() ?? ''
}

function sayChange(event: TicketChangedEvent, text: Dictionary, nameOf: NameOf, mark: NameOf): string {
  const { said } = text.ticket
  const { change, ticketId, number, status, requesterId, assigneeId, formerAssigneeId, actorId, tier, reason } = event
  const owner = assigneeId === undefined ? undefined : nameOf(assigneeId)
  const actor = actorId === undefined ? undefined : nameOf(actorId)
  const level = tierName(tier)
  switch (change) {
    case 'opened':
      return said.opened(mark(number ?? ticketId))
    case 'status_changed':
      return said.status(mark(statusName(status ?? '', text)))
    case 'reopened':
      return actor === undefined ? said.reopened : said.reopenedBy(actor)
    case 'renamed':
      return said.renamed(mark(event.title))
    case 'requester_changed':
      return requesterId === undefined ? said.noRequester : said.requester(nameOf(requesterId))
    case 'closed':
      return status === undefined || status === 'closed' ? said.closed : said.closedAs(mark(statusName(status, text)))
    case 'claimed':
      return said.claimed(owner ?? '')
    case 'assigned':
      if (owner === undefined) return actor === undefined ? said.released : said.releasedBy(actor)
      return actor === undefined ? said.assigned(owner) : said.assignedBy(actor, owner)
    case 'handed_over':
      return formerAssigneeId === undefined ? said.assigned(owner ?? '') : said.handedOver(nameOf(formerAssigneeId), owner ?? '')
    case 'escalated':
      if (reason === 'unanswered') return said.unanswered(level)
      if (reason === 'nobody_on_duty') return said.passedOver(level)
      return actor === undefined ? said.escalated(level) : said.escalatedBy(actor, level)
    case 'returned':
      return actor === undefined ? said.returned(level) : said.returnedBy(actor, level)
    case 'unattended':
      return said.unattended
    case 'attended':
      return said.attended
  }
}

function sayHandover({ step, fromId, toId }: TicketHandoverEvent, said: Said, nameOf: NameOf): string {
  switch (step) {
    case 'offered':
      return said.offered(nameOf(fromId), nameOf(toId))
    case 'accepted':
      return said.accepted(nameOf(toId))
    case 'declined':
      return said.declined(nameOf(toId))
    case 'withdrawn':
      return said.withdrawn(nameOf(fromId))
  }
}
