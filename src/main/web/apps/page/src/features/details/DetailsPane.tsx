import { isStaff, type Conversation } from '@sealkloud/chat-client'
import { useEffect, useRef, type ComponentType } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { ConversationAvatar } from '@sealkloud/chat-react/features/conversation/ConversationAvatar.tsx'
import { useChat, useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { TicketDetails } from '../ticket/TicketDetails.tsx'
import { TicketRequests } from '../ticket/TicketRequests.tsx'
import { Transcript } from '../ticket/Transcript.tsx'
import styles from './DetailsPane.module.css'
import { LeaveRoom } from './LeaveRoom.tsx'
import { Members } from './Members.tsx'
import { Pins } from './Pins.tsx'
import { useRoles } from '@sealkloud/chat-react/features/session/useRoles.ts'

interface Props {
  conversationId: string
  /** Covers the conversation, so that there is nothing else to go on with. */
  takesFocus: boolean
  /** What administrators do besides. */
  forAdmins?: ComponentType<{ conversation: Conversation; onClose: () => void }>
  onClose: () => void
}

/** Who is in a conversation and what it is about. */
export function DetailsPane({ conversationId, takesFocus, forAdmins: ForAdmins, onClose }: Props) {
  const text = useText()
  const { userRole } = useMe()
  const staff = isStaff(userRole)
  const closeButton = useRef<HTMLButtonElement>(null)
  const conversation = useObservable(useChat().conversations).find((each) => each.conversationId === conversationId)

  useEffect(() => {
    if (!takesFocus) return
    const before = document.activeElement as HTMLElement | null
    closeButton.current?.focus()
    return () => before?.focus()
  }, [takesFocus])

  return (
    <aside className={styles.pane} aria-label={text.details.label}>
      <header className={styles.header}>
        <h2>{text.details.label}</h2>
        <button type="button" className={controls.icon} data-region="" ref={closeButton} onClick={onClose} aria-label={text.close}>
          <Icon name="close" />
        </button>
      </header>
      {conversation && (
        <div className={styles.body}>
          <div className={styles.card}>
            <ConversationAvatar conversation={conversation} size={72} />
            <strong>
              <bdi>{conversation.title}</bdi>
            </strong>
            <About conversation={conversation} />
          </div>
          {conversation.ticket && <TicketDetails ticket={conversation.ticket} members={conversation.members} />}
          <Pins key={conversationId} conversation={conversation} onJump={() => takesFocus && onClose()} />
          {conversation.kind !== 'direct' && <Members conversation={conversation} />}
          {staff && !conversation.archived && (conversation.kind === 'direct' || conversation.kind === 'team') && (
            <TicketRequests conversation={conversation} />
          )}
          {conversation.kind !== 'notes' && <Transcript conversation={conversation} />}
          {userRole === 'admin' && ForAdmins && <ForAdmins conversation={conversation} onClose={() => {}} key={conversationId} />}
          {(conversation.kind === 'team' || (conversation.kind === 'ticket' && staff)) && <LeaveRoom conversation={conversation} />}
        </div>
      )}
    </aside>
  )
}

function About({ conversation: { kind, members } }: { conversation: Conversation }) {
  const text = useText()
  const roles = useRoles()
  const me = useMe().userId
  const people = useObservable(useChat().people)
  if (kind === 'team') return <span className={controls.hint}>{text.rooms.team}</span>
  if (kind === 'notes') return <span className={controls.hint}>{text.conversation.notesTab}</span>
  if (kind === 'ticket') return <span className={controls.hint}>{text.details.ticket}</span>
  const other = members.find(({ userId }) => userId !== me)
  return (
    other && (
      <span className={controls.hint}>
        {roles[other.userRole]} · {text.status[people.get(other.userId)?.status ?? 'offline']}
      </span>
    )
  )
}
