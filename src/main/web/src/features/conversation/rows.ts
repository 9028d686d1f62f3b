import { isMessage, type DurableEvent, type MembershipEvent, type MessageEvent, type OutgoingMessage } from '@sealkloud/chat-client'
import { sameDay } from '../../i18n/dates.ts'

/** One line of the message list. Its key stays the same for as long as it means the same, also while it is being sent. */
export type Row =
  | { kind: 'day'; key: string; date: Date }
  | { kind: 'new'; key: string }
  | { kind: 'membership'; key: string; event: MembershipEvent }
  | { kind: 'message'; key: string; event: MessageEvent; mine: boolean; first: boolean; last: boolean }
  | { kind: 'outgoing'; key: string; message: OutgoingMessage; first: boolean }

interface Context {
  me: string
  /** Where the New divider stands: before the first message of somebody else with a higher `seq`. Null for none. */
  newAfterSeq: number | null
  /** Whether the first event is the first of the conversation. */
  complete: boolean
  /** The server's idea of now, for messages that it has not stored yet. */
  now: Date
}

const GROUP_WITHIN_MS = 5 * 60_000

/** The lines of a conversation: its events, what is on its way, and the separators between them. */
export function rowsOf(events: readonly DurableEvent[], outgoing: readonly OutgoingMessage[], { me, newAfterSeq, complete, now }: Context): Row[] {
  const rows: Row[] = []
  let lastDate: Date | null = null
  let divider = newAfterSeq !== null
  let group: { senderId: string; kind: string; at: number; row: Extract<Row, { kind: 'message' }> } | null = null
  const arrived = new Set<string>()

  const beginDay = (date: Date) => {
    if (lastDate && sameDay(lastDate, date)) return
    rows.push({ kind: 'day', key: `day-${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`, date })
    lastDate = date
    group = null
  }

  for (const event of events) {
    // What stands before the first event, and whether it begins a group, shows once older ones are loaded. Until then it
    // has no line: one that changed then would move everything below it.
    if (!complete && event === events[1]) rows.length = 0
    const date = new Date(event.timestamp)
    beginDay(date)
    if (!isMessage(event)) {
      // The log has events that are nothing to read, such as the creation of the room.
      if (event.type === 'member_joined' || event.type === 'member_left') rows.push({ kind: 'membership', key: `event-${event.seq}`, event })
      group = null
      continue
    }
    const mine = event.senderId === me
    if (mine && event.clientMessageId) arrived.add(event.clientMessageId)
    if (divider && !mine && event.seq > newAfterSeq!) {
      rows.push({ kind: 'new', key: 'new' })
      divider = false
      group = null
    }
    const kind = event.type === 'room_message' ? event.kind : 'text'
    const at = date.getTime()
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

  for (const message of outgoing) {
    // A message that came back by another way than the live event is in both lists for a moment.
    if (arrived.has(message.clientMessageId)) continue
    beginDay(now)
    const open: { senderId: string; at: number } | null = group
    rows.push({
      kind: 'outgoing',
      key: message.clientMessageId,
      message,
      first: rows.at(-1)?.kind !== 'outgoing' && !(open && open.senderId === me && now.getTime() - open.at < GROUP_WITHIN_MS),
    })
  }
  return rows
}
