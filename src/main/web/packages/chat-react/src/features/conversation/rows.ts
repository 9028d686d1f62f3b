import {
  isMembership,
  isMessage,
  isOfTicket,
  type DurableEvent,
  type MembershipEvent,
  type MessageEvent,
  type OutgoingMessage,
  type RoomChangedEvent,
  type RoomCreatedEvent,
  type TicketChangedEvent,
  type TicketEvent,
  type TicketHandoverEvent,
} from '@sealkloud/chat-client'

/**
 * One line of the message list. Its key stays the same for as long as it means the same, also while
 * it is being sent.
 */
export type Row =
  | { kind: 'created'; key: string; event: RoomCreatedEvent; empty: boolean }
  /** What came before was removed by age. */
  | { kind: 'trimmed'; key: string }
  | { kind: 'day'; key: string; date: Date }
  | { kind: 'new'; key: string }
  | { kind: 'room'; key: string; event: RoomChangedEvent }
  /** Who came and went, and what has become of the ticket, with nothing said between. */
  | { kind: 'changes'; key: string; events: Change[] }
  | { kind: 'ticket'; key: string; event: TicketRequestEvent; answered: boolean }
  | { kind: 'message'; key: string; event: MessageEvent; mine: boolean; first: boolean; last: boolean }
  | { kind: 'note'; key: string; event: MessageEvent }
  | { kind: 'outgoing'; key: string; message: OutgoingMessage; first: boolean }

export type Change = MembershipEvent | TicketChangedEvent | TicketHandoverEvent

type TicketRequestEvent = Exclude<TicketEvent, Change>

interface Context {
  me: string
  /**
   * Where the New divider stands: before the first message of somebody else with a higher `seq`.
   * Null for none.
   */
  newAfterSeq: number | null
  /** Whether the first event is the first of the conversation. */
  complete: boolean
  /** The `seq` of the first event that is kept; 1 if nothing was removed. */
  firstSeq?: number
  /** The server's idea of now, for messages that it has not stored yet. */
  now: Date
  /** Of the staff, shown between the messages; their `seq` is of another log. */
  notes?: readonly MessageEvent[]
}

const GROUP_WITHIN_MS = 5 * 60_000

/** The lines of a conversation: its events, what is on its way, and the separators between them. */
export function rowsOf(
  events: readonly DurableEvent[],
  outgoing: readonly OutgoingMessage[],
  { me, newAfterSeq, complete, firstSeq = 1, now, notes = [] }: Context,
): Row[] {
  const rows: Row[] = []
  let dayEnds = -Infinity
  let divider = newAfterSeq !== null
  let group: { senderId: string; kind: string; at: number; row: Extract<Row, { kind: 'message' }> } | null = null
  const arrived = new Set<string>()
  const asked = new Map<string, Extract<Row, { kind: 'ticket' }>>()

  const beginDay = (at: number) => {
    // Events come in their order. One comparison spares a long conversation ten thousand dates.
    if (at < dayEnds) return
    const date = new Date(at)
    rows.push({ kind: 'day', key: `day-${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`, date })
    dayEnds = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime()
    group = null
  }

  let noted = 0
  const putNotesBefore = (time: number) => {
    for (; noted < notes.length; noted++) {
      const event = notes[noted]!
      const at = Date.parse(event.timestamp)
      if (at >= time) return
      beginDay(at)
      rows.push({ kind: 'note', key: event.messageId, event })
      group = null
    }
  }

  const firstWhole = complete ? 0 : firstWholeLine(events)
  for (const [index, event] of events.entries()) {
    if (index === firstWhole) rows.length = 0
    const at = Date.parse(event.timestamp)
    putNotesBefore(at)
    if (event.type === 'room_created') {
      rows.push({ kind: 'created', key: `event-${event.seq}`, event, empty: true })
      continue
    }
    beginDay(at)
    if (event.type === 'room_changed') {
      rows.push({ kind: 'room', key: `event-${event.seq}`, event })
      group = null
      continue
    }
    if (isOneOfMany(event)) {
      const above = rows.at(-1)
      if (above?.kind === 'changes') above.events.push(event)
      else rows.push({ kind: 'changes', key: `event-${event.seq}`, events: [event] })
      group = null
      continue
    }
    if (isOfTicket(event)) {
      group = null
      const row: Extract<Row, { kind: 'ticket' }> = { kind: 'ticket', key: `event-${event.seq}`, event, answered: false }
      if (event.type === 'ticket_requested') asked.set(event.requestId, row)
      const request = event.type === 'ticket_linked' ? asked.get(event.requestId) : undefined
      if (request) request.answered = true
      rows.push(row)
      continue
    }
    // What a newer server may log besides has no line here.
    if (!isMessage(event)) continue
    const mine = event.senderId === me
    if (mine && event.clientMessageId) arrived.add(event.clientMessageId)
    if (divider && !mine && event.seq > newAfterSeq!) {
      rows.push({ kind: 'new', key: 'new' })
      divider = false
      group = null
    }
    const kind = event.type === 'room_message' ? event.kind : 'text'
    const follows: boolean = group !== null && group.senderId === event.senderId && group.kind === kind && at - group.at < GROUP_WITHIN_MS
    if (follows) group!.row.last = false
    const row: Extract<Row, { kind: 'message' }> = {
      kind: 'message',
      key: mine && event.clientMessageId ? event.clientMessageId : event.messageId,
      event,
      mine,
      first: !follows,
      last: true,
    }
    rows.push(row)
    group = { senderId: event.senderId, kind, at, row }
  }

  putNotesBefore(Infinity)
  for (const message of outgoing) {
    // A message that came back by another way than the live event is in both lists for a moment.
    if (arrived.has(message.clientMessageId)) continue
    beginDay(now.getTime())
    const open: { senderId: string; at: number } | null = group
    rows.push({
      kind: 'outgoing',
      key: message.clientMessageId,
      message,
      first: rows.at(-1)?.kind !== 'outgoing' && !(open && open.senderId === me && now.getTime() - open.at < GROUP_WITHIN_MS),
    })
  }
  if (complete && firstSeq > 1) rows.unshift({ kind: 'trimmed', key: 'trimmed' })
  const beginning = rows[0]
  if (beginning?.kind === 'created') beginning.empty = !rows.some(({ kind }) => kind === 'message' || kind === 'outgoing')
  return rows
}

/** Whether it shares a line with what happened right before and after it. */
function isOneOfMany(event: DurableEvent): event is Change {
  return isMembership(event) || event.type === 'ticket_changed' || event.type === 'ticket_handover'
}

/**
 * What stands before the first event, and whether it begins a group, shows once older ones are
 * loaded. Until then it has no line, and neither has what shares its line: a line that changed then
 * would move everything below.
 */
function firstWholeLine(events: readonly DurableEvent[]): number {
  const first = events[0]
  if (!first || !isOneOfMany(first)) return 1
  const end = events.findIndex((event) => !isOneOfMany(event))
  return end < 0 ? 0 : end
}

/** The `seq` of a line, or of the nearest above it that has one; 0 if none has. */
export function seqAt(rows: Row[], index: number): number {
  for (let i = Math.min(index, rows.length - 1); i >= 0; i--) {
    const seq = seqOf(rows[i]!)
    if (seq !== null) return seq
  }
  return 0
}

/** The last event that a line shows; null for what is no event. */
export function seqOf(row: Row): number | null {
  if (row.kind === 'message' || row.kind === 'ticket' || row.kind === 'created' || row.kind === 'room') return row.event.seq
  return row.kind === 'changes' ? row.events.at(-1)!.seq : null
}
