import { isMembership, type Conversation, type MembershipEvent } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { TicketLine } from '../ticket/TicketLine.tsx'
import { MembershipLine } from './MembershipLine.tsx'
import styles from './MessageRow.module.css'
import type { Change } from './rows.ts'

interface Props {
  events: readonly Change[]
  conversation: Conversation
}

/**
 * More lines than this are folded to one, until somebody asks for the others: to the last that
 * tells of the ticket, which matters more than who came or went then.
 */
const MOST_LINES = 2

/** What happened between two messages: who came and went, and what has become of the ticket. */
export function ChangesLine({ events, conversation }: Props) {
  const text = useText()
  const lines = linesOf(events)
  // What was seen stays in sight when more happens.
  const [unfolded, unfold] = useState(lines.length <= MOST_LINES)
  const shown = unfolded ? lines : [lines.findLast((line) => !Array.isArray(line)) ?? lines.at(-1)!]
  return (
    <>
      {!unfolded && (
        <div className={styles.line}>
          <button type="button" className={controls.link} onClick={() => unfold(true)}>
            {text.ticket.moreChanges(lines.length - 1)}
          </button>
        </div>
      )}
      {shown.map((line) =>
        Array.isArray(line) ? <MembershipLine key={line[0]!.seq} events={line} /> : <TicketLine key={line.seq} event={line} conversation={conversation} />,
      )}
    </>
  )
}

type Line = MembershipEvent[] | Exclude<Change, MembershipEvent>

/** Those who come or go one after the other have one line. */
function linesOf(events: readonly Change[]): Line[] {
  const lines: Line[] = []
  for (const event of events) {
    const above = lines.at(-1)
    if (!isMembership(event)) lines.push(event)
    else if (Array.isArray(above) && above[0]!.type === event.type) above.push(event)
    else lines.push([event])
  }
  return lines
}
