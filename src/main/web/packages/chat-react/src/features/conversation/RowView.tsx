import type { Conversation, MessageRef } from '@sealkloud/chat-client'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { useChat } from '../session/ChatProvider.tsx'
import { TicketLine } from '../ticket/TicketLine.tsx'
import { ChangesLine } from './ChangesLine.tsx'
import { InlineNote } from './InlineNote.tsx'
import { MessageRow } from './MessageRow.tsx'
import styles from './MessageRow.module.css'
import { OutgoingRow } from './OutgoingRow.tsx'
import { RoomBeginning } from './RoomBeginning.tsx'
import { RoomChangedLine } from './RoomChangedLine.tsx'
import type { Row } from './rows.ts'

interface Props {
  row: Row
  conversation: Conversation
  me: string
  targetSeq: number | undefined
  onEdit: ((text: string, replyTo?: MessageRef) => void) | undefined
  onOpen: ((conversationId: string) => void) | undefined
  onNewTicket: ((content: string) => void) | undefined
}

/** One line of the message list, whichever kind it is. */
export function RowView({ row, conversation, me, targetSeq, onEdit, onOpen, onNewTicket }: Props) {
  const chat = useChat()
  const text = useText()
  const dates = useDates()

  switch (row.kind) {
    case 'day':
      return (
        <div className={styles.day} data-words="">
          {dates.day(row.date, chat.now())}
        </div>
      )
    case 'trimmed':
      return <div className={styles.line}>{text.conversation.trimmed}</div>
    case 'new':
      return (
        <div className={styles.new} data-testid="new-divider">
          {text.conversation.newDivider}
        </div>
      )
    case 'created':
      return <RoomBeginning event={row.event} conversation={conversation} empty={row.empty} onOpen={onOpen} />
    case 'room':
      return <RoomChangedLine event={row.event} />
    case 'changes':
      return <ChangesLine events={row.events} conversation={conversation} />
    case 'ticket':
      return <TicketLine event={row.event} conversation={conversation} answered={row.answered} onOpen={onOpen} />
    case 'message':
      return (
        <MessageRow
          event={row.event}
          conversation={conversation}
          me={me}
          mine={row.mine}
          first={row.first}
          last={row.last}
          target={row.event.seq === targetSeq}
        />
      )
    case 'note':
      return <InlineNote event={row.event} conversation={conversation} me={me} />
    case 'outgoing':
      return <OutgoingRow message={row.message} first={row.first} onEdit={onEdit} onNewTicket={onNewTicket} />
  }
}
