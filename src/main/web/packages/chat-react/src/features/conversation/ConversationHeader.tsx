import type { Conversation } from '@sealkloud/chat-client'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { ConversationAvatar } from './ConversationAvatar.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { NotificationBell } from '../notification/NotificationBell.tsx'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { TicketFacts } from '../ticket/TicketFacts.tsx'
import { useNameOf } from '../ticket/useNameOf.ts'
import styles from './ChatInterface.module.css'
import { useRoles } from '../session/useRoles.ts'

interface Props {
  /** Null while it is not known. */
  conversation: Conversation | null
  onBack?: (() => void) | undefined
  onDetails?: (() => void) | undefined
  onSearch?: (() => void) | undefined
}

export function ConversationHeader({ conversation, onBack, onDetails, onSearch }: Props) {
  const text = useText()
  return (
    <header className={styles.header}>
      {onBack && (
        <button type="button" className={controls.icon} onClick={onBack} aria-label={text.back} title={text.back}>
          <Icon name="back" />
        </button>
      )}
      {conversation && (
        <>
          <ConversationAvatar conversation={conversation} size={40} />
          <div className={styles.heading}>
            <h1 className={styles.title}>
              <bdi>{conversation.title}</bdi>
            </h1>
            <div className={styles.subtitle}>
              <Subtitle conversation={conversation} />
            </div>
          </div>
          {onSearch && (
            <button type="button" className={controls.icon} onClick={onSearch} aria-label={text.conversation.search} title={text.conversation.search}>
              <Icon name="search" />
            </button>
          )}
          <NotificationBell conversationId={conversation.conversationId} />
          {onDetails && (
            <button type="button" className={controls.icon} onClick={onDetails} aria-label={text.conversation.details} title={text.conversation.details}>
              <Icon name="info" />
            </button>
          )}
        </>
      )}
    </header>
  )
}

function Subtitle({ conversation: { kind, members, ticket } }: { conversation: Conversation }) {
  const text = useText()
  const roles = useRoles()
  const dates = useDates()
  const chat = useChat()
  const me = useMe().userId
  const people = useObservable(chat.people)
  const nameOf = useNameOf(members)

  if (kind === 'notes') return text.conversation.notesTab
  if (ticket) return <TicketFacts ticket={ticket} nameOf={nameOf} />
  if (kind !== 'direct') return text.rooms.members(members.length)
  const other = members.find(({ userId }) => userId !== me)
  if (!other) return null
  const person = people.get(other.userId)
  const status = person?.status ?? 'offline'
  const lastSeen = status === 'offline' && person?.lastSeen ? text.lastSeen(dates.short(new Date(person.lastSeen), chat.now())) : text.status[status]
  return `${roles[other.userRole]} · ${lastSeen}`
}
