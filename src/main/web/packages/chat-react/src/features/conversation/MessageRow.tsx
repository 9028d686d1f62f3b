import type { Conversation, MessageEvent } from '@sealkloud/chat-client'
import { memo, useRef } from 'react'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { PersonAvatar } from '../session/PersonAvatar.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { useMessageActions } from './messageActions.ts'
import { LaterEditBox, LaterFailedChange, LaterFiles } from './laterParts.ts'
import { Quote } from './Quote.tsx'
import { Reactions } from './Reactions.tsx'
import { MessageTools } from './MessageTools.tsx'
import { useContextMenu, type Point } from './useContextMenu.ts'
import { useLongPress } from './useLongPress.ts'
import { useChat, useMessageHref } from '../session/ChatProvider.tsx'
import { Delivery, Readers, readersOf } from './Delivery.tsx'
import { Edited } from './Edited.tsx'
import { MessageContent } from './MessageContent.tsx'
import { insteadOfWords } from './wordless.ts'
import styles from './MessageRow.module.css'
import { useRoles } from '../session/useRoles.ts'

interface Props {
  event: MessageEvent
  conversation: Conversation
  me: string
  mine: boolean
  first: boolean
  last: boolean
  target: boolean
  /** It stands in the list of another conversation, to whose `seq` its own does not belong. */
  inline?: boolean
}

/** Messages that no person has written look it, and say by whom. */
const PROGRAMS = {
  automated: { icon: 'robot', label: 'automated' },
  ticket: { icon: 'ticket', label: 'from' },
} as const

/** A stored message. */
export const MessageRow = memo(function MessageRow({ event, conversation, me, mine, first, last, target, inline = false }: Props) {
  const text = useText()
  const roles = useRoles()
  const kind = event.type === 'room_message' ? event.kind : 'text'
  const chat = useChat()
  const actions = useMessageActions()
  const failed = useObservable(chat.pendingChanges).find(
    ({ conversationId, seq, state }) => state === 'failed' && seq === event.seq && conversationId === event.conversationId,
  )
  const more = useRef<HTMLButtonElement>(null)
  const instead = insteadOfWords(event, text)
  // To what cannot be read nothing is left but what is done to others' messages.
  const hasMenu = actions !== null && !event.deleted && !(event.unreadable && mine)
  const openMenu = (at?: Point) => hasMenu && more.current && actions.openMenu(event, more.current, { at })
  const longPress = useLongPress(() => openMenu())
  const contextMenu = useContextMenu(openMenu)
  const editing = actions?.editing.seq === event.seq && !event.deleted ? actions.editing : null
  const readers = mine && (last || conversation.kind === 'direct') ? readersOf(conversation, me, event.seq) : []

  if (kind === 'system') {
    return (
      <div className={styles.line}>
        <div className={styles.system}>
          <MessageContent content={event.content} />
        </div>
      </div>
    )
  }
  const mentionsMe = !event.deleted && event.mentions?.includes(me)
  const program = kind === 'automated' || kind === 'ticket' ? PROGRAMS[kind] : null
  const files = event.deleted ? undefined : event.attachments
  return (
    <div
      className={[styles.row, mine && styles.mine, first && styles.first].filter(Boolean).join(' ')}
      data-seq={inline ? undefined : event.seq}
      data-kind={kind}
      tabIndex={-1}
      {...(hasMenu && !editing && contextMenu)}
    >
      <div className={styles.gutter}>
        {first && !mine && (
          <PersonAvatar userId={event.senderId} name={event.senderName}>
            {program && <Icon name={program.icon} size={18} />}
          </PersonAvatar>
        )}
      </div>
      <div className={styles.body}>
        {first && !mine ? (
          <div className={styles.sender}>
            <bdi className={styles.name}>{event.senderName}</bdi>
            <span className={styles.role}>{program ? text.ticket[program.label] : roles[event.senderRole]}</span>
          </div>
        ) : (
          <span className={controls.hidden}>{mine ? text.you : event.senderName}:</span>
        )}
        <div className={styles.spoken}>
          <div
            className={[
              styles.bubble,
              files && styles.withFiles,
              kind === 'note' && styles.noteBubble,
              program && styles.program,
              mentionsMe && styles.mentionsMe,
              target && styles.target,
            ]
              .filter(Boolean)
              .join(' ')}
            {...(hasMenu && !editing && longPress)}
          >
            {mentionsMe && <span className={controls.hidden}>{text.message.mentionsYou}</span>}
            {event.replyTo && !event.deleted && <Quote to={event.replyTo} />}
            {editing ? (
              <LaterEditBox message={event} editing={editing} onClose={actions!.endEditing} />
            ) : instead !== null ? (
              <em className={event.deleted ? styles.deleted : styles.unreadable} data-words="">
                {!event.deleted && <Icon name="warning" size={16} />}
                {instead}
              </em>
            ) : (
              event.content !== '' && <MessageContent content={event.content} members={conversation.members} mentions={event.mentions} />
            )}
            {files && <LaterFiles conversationId={event.conversationId} files={files} onClose={() => {}} />}
            <div className={styles.foot}>
              {event.pinned && <Pinned />}
              {event.editedAt !== undefined && !event.deleted && <Edited at={event.editedAt} message={event} />}
              <MessageTime event={event} />
              {mine && !inline && <Delivery state={readers.length > 0 ? 'read' : 'stored'} />}
            </div>
          </div>
          {hasMenu && <MessageTools ref={more} message={event} actions={actions} />}
        </div>
        <Reactions message={event} conversation={conversation} />
        {failed && actions && (
          <LaterFailedChange
            failed={failed}
            message={event}
            onEditAgain={(typed) => actions.editing.start(event, typed)}
            onWriteAnew={actions.writeAnew}
            onClose={() => chat.discardChange(failed.key)}
          />
        )}
        {last && conversation.kind !== 'direct' && <Readers names={readers} />}
      </div>
    </div>
  )
})

function Pinned() {
  const text = useText()
  return (
    <span className={styles.pinned} role="img" aria-label={text.message.pinned} title={text.message.pinned}>
      <Icon name="pin" size={14} />
    </span>
  )
}

function MessageTime({ event }: { event: MessageEvent }) {
  const text = useText()
  const dates = useDates()
  const hrefOf = useMessageHref()
  const date = new Date(event.timestamp)
  const full = dates.full(date)
  const time = (
    <time dateTime={event.timestamp} title={full}>
      {dates.time(date)}
    </time>
  )
  if (!hrefOf) return time
  return (
    <a className={styles.time} href={hrefOf(event.conversationId, event.seq)} title={text.conversation.linkTo(full)}>
      {time}
    </a>
  )
}
