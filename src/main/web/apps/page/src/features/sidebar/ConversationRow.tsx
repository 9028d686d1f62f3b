import { isStaff, type Conversation } from '@sealkloud/chat-client'
import { memo } from 'react'
import { hrefOf } from '../../route/route.ts'
import { useDates, useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { isBlank } from '@sealkloud/chat-react/text/visible.ts'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { UnreadBadge } from '@sealkloud/chat-react/ui/UnreadBadge.tsx'
import { ConversationAvatar } from '@sealkloud/chat-react/features/conversation/ConversationAvatar.tsx'
import { loadDraft } from '@sealkloud/chat-react/features/conversation/drafts.ts'
import { preview } from '@sealkloud/chat-react/features/conversation/markdown.ts'
import { lineOf } from '@sealkloud/chat-react/features/conversation/wordless.ts'
import { useChat, useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { TicketFacts } from '@sealkloud/chat-react/features/ticket/TicketFacts.tsx'
import { useNameOf } from '@sealkloud/chat-react/features/ticket/useNameOf.ts'
import rows from '../../ui/rows.module.css'
import styles from './Sidebar.module.css'

interface Props {
  conversation: Conversation
  /** Together with the internal notes of a ticket, which have no row of their own. */
  unreadCount: number
  current: boolean
  muted: boolean
  /** Stands on a page of its own, where the keys of the list do not reach it. */
  alone?: boolean
}

export const ConversationRow = memo(function ConversationRow({ conversation, unreadCount, current, muted, alone = false }: Props) {
  const { conversationId, title, ticket, members, lastEventAt } = conversation
  const text = useText()
  const dates = useDates()
  const chat = useChat()
  const nameOf = useNameOf(members)
  const className = [rows.row, current && rows.current, unreadCount > 0 && rows.unread].filter(Boolean).join(' ')

  return (
    <li>
      <a
        className={className}
        href={hrefOf(conversationId)}
        {...(alone ? { 'data-own-ticket': conversationId } : { 'data-row': '', 'data-conversation': conversationId })}
        aria-current={current ? 'page' : undefined}
      >
        <ConversationAvatar conversation={conversation} size={40} />
        <span className={rows.texts}>
          <bdi className={rows.title}>{title}</bdi>
          {ticket && <TicketFacts ticket={ticket} nameOf={nameOf} />}
          <LastLine conversation={conversation} current={current} />
        </span>
        <span className={rows.aside}>
          {/* By it the list is sorted. */}
          <time dateTime={lastEventAt}>{dates.short(new Date(lastEventAt), chat.now())}</time>
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
      <span className={rows.last}>
        <span className={styles.draft}>{text.sidebar.draft}:</span> <bdi>{preview(draft)}</bdi>
      </span>
    )
  }
  if (!lastMessage) return <span className={rows.last}>{kind === 'ticket' && isStaff(me.userRole) ? text.rooms.ticket : text.sidebar.noMessages}</span>
  const sender = lastMessage.senderId === me.userId ? text.you : kind === 'direct' ? null : <bdi>{lastMessage.senderName}</bdi>
  return (
    <span className={rows.last}>
      {sender}
      {sender !== null && ': '}
      <bdi>{lineOf(lastMessage, text)}</bdi>
    </span>
  )
}
