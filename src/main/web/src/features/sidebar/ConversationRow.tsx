import { isStaff, type Conversation } from '@sealkloud/chat-client'
import { memo } from 'react'
import { hrefOf } from '../../app/route.ts'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { isBlank } from '../../text/visible.ts'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import { UnreadBadge } from '../../ui/UnreadBadge.tsx'
import { ConversationAvatar } from '../conversation/ConversationAvatar.tsx'
import { loadDraft } from '../conversation/drafts.ts'
import { preview } from '../conversation/markdown.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { TicketFacts } from '../ticket/TicketFacts.tsx'
import { useNameOf } from '../ticket/useNameOf.ts'
import styles from './Sidebar.module.css'

interface Props {
  conversation: Conversation
  /** Together with the internal notes of a ticket, which have no row of their own. */
  unreadCount: number
  current: boolean
  muted: boolean
}

export const ConversationRow = memo(function ConversationRow({ conversation, unreadCount, current, muted }: Props) {
  const { conversationId, title, ticket, members, lastMessage } = conversation
  const text = useText()
  const dates = useDates()
  const chat = useChat()
  const nameOf = useNameOf(members)
  const className = [styles.row, current && styles.current, unreadCount > 0 && styles.unread].filter(Boolean).join(' ')

  return (
    <li>
      <a className={className} href={hrefOf(conversationId)} data-row="" data-conversation={conversationId} aria-current={current ? 'page' : undefined}>
        <ConversationAvatar conversation={conversation} size={40} />
        <span className={styles.texts}>
          <bdi className={styles.title}>{title}</bdi>
          {ticket && <TicketFacts ticket={ticket} nameOf={nameOf} />}
          <LastLine conversation={conversation} current={current} />
        </span>
        <span className={styles.aside}>
          {lastMessage && <time dateTime={lastMessage.timestamp}>{dates.short(new Date(lastMessage.timestamp), chat.now())}</time>}
          <span className={styles.signs}>
            {muted && (
              <>
                <Icon name="bellOff" size={16} />
                <span className={controls.hidden}>{text.sidebar.muted}</span>
              </>
            )}
            <UnreadBadge count={unreadCount} />
          </span>
        </span>
      </a>
    </li>
  )
})

function LastLine({ conversation: { conversationId, kind, lastMessage }, current }: { conversation: Conversation; current: boolean }) {
  const text = useText()
  const me = useMe()
  const draft = current ? '' : loadDraft(me.userId, conversationId)

  if (!isBlank(draft)) {
    return (
      <span className={styles.last}>
        <span className={styles.draft}>{text.sidebar.draft}:</span> <bdi>{preview(draft)}</bdi>
      </span>
    )
  }
  if (!lastMessage) return <span className={styles.last}>{kind === 'ticket' && isStaff(me.userRole) ? text.rooms.ticket : text.sidebar.noMessages}</span>
  const sender = lastMessage.senderId === me.userId ? text.you : kind === 'direct' ? null : <bdi>{lastMessage.senderName}</bdi>
  return (
    <span className={styles.last}>
      {sender}
      {sender !== null && ': '}
      <bdi>{preview(lastMessage.content)}</bdi>
    </span>
  )
}
