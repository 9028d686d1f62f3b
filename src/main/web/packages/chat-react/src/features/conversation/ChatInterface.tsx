import { isMessage, notesOf, type Conversation, type DurableEvent, type MessageEvent, type MessageRef } from '@sealkloud/chat-client'
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import type { Dictionary } from '../../i18n/en.ts'
import { isComposing } from '../../ui/composing.ts'
import banner from '../../ui/banner.module.css'
import controls from '../../ui/controls.module.css'
import root from '../../ui/root.module.css'
import { MessagesSkeleton } from '../../ui/Skeleton.tsx'
import { StateScreen } from '../../ui/StateScreen.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { mayEdit, MessageActionsContext, type Opening } from './messageActions.ts'
import { LaterMenu } from './laterParts.ts'
import { useChat, useMe, useStarted } from '../session/ChatProvider.tsx'
import { ClosedLine } from '../ticket/ClosedLine.tsx'
import { TicketBar } from '../ticket/TicketBar.tsx'
import { SupportLine } from '../ticket/SupportLine.tsx'
import { Announcer } from './Announcer.tsx'
import styles from './ChatInterface.module.css'
import { Composer } from './Composer.tsx'
import { ConversationHeader } from './ConversationHeader.tsx'
import { ErrorScreen } from './ErrorScreen.tsx'
import { MessageList, type MessageListHandle } from './MessageList.tsx'
import { placeLeft } from './place.ts'
import { TypingLine } from './TypingLine.tsx'
import { useConversation } from './useConversation.ts'
import { useEditing } from './useEditing.ts'
import { useNewDivider } from './useNewDivider.ts'
import { readableTo } from './useReading.ts'
import { useRows } from './useRows.ts'

export interface ChatInterfaceProps {
  conversationId: string
  /** Opens the conversation at this message. */
  seq?: number | undefined
  /** Shows a button that leads back, for narrow screens. */
  onBack?: (() => void) | undefined
  /**
   * Leads away from a conversation that does not exist or is not open to the person, for wide
   * screens; `onBack` does so too.
   */
  onLeave?: (() => void) | undefined
  /** Shows a button for the details of the conversation. */
  onDetails?: (() => void) | undefined
  /** Shows a button that searches in the conversation. */
  onSearch?: ((conversation: Conversation) => void) | undefined
  /**
   * Called when another conversation is chosen: the notes of a ticket, the conversation beside
   * them, the room of a ticket.
   */
  onOpen?: ((conversationId: string) => void) | undefined
  /**
   * Called by the client of a ticket that stays closed, who wants a new one; with the words of the
   * message that it did not take.
   */
  onNewTicket?: ((closedRoomId: string, content?: string) => void) | undefined
}

/** One conversation: its messages, who is typing, and where one writes. */
export function ChatInterface(props: ChatInterfaceProps) {
  const text = useText()
  const started = useStarted()
  const signedOut = useObservable(useChat().connection).status === 'signed_out'
  if (started) return <StartedInterface {...props} />
  return (
    <section className={`${root.root} ${styles.conversation}`} aria-busy={!signedOut}>
      {signedOut ? <StateScreen icon="warning" title={text.connection.signedOut} text={text.connection.signedOutHint} /> : <MessagesSkeleton />}
    </section>
  )
}

function StartedInterface(props: ChatInterfaceProps) {
  const { conversation, error, retry } = useConversation(props.conversationId)
  if (conversation) return <OpenConversation {...props} conversation={conversation} key={conversation.conversationId} />
  return (
    <section className={`${root.root} ${styles.conversation}`}>
      {props.onBack && <ConversationHeader conversation={null} onBack={props.onBack} />}
      {error ? <ErrorScreen error={error} retry={retry} conversationId={props.conversationId} onLeave={props.onLeave ?? props.onBack} /> : <MessagesSkeleton />}
    </section>
  )
}

function OpenConversation({
  conversation,
  seq,
  onBack,
  onLeave = onBack,
  onDetails,
  onSearch,
  onOpen,
  onNewTicket,
}: ChatInterfaceProps & { conversation: Conversation }) {
  const { conversationId, title, kind } = conversation
  const chat = useChat()
  const text = useText()
  const timeline = chat.timeline(conversationId)
  const state = useObservable(timeline.state)
  const divider = useNewDivider(conversation)
  const rows = useRows(conversation, state, divider.afterSeq)
  const list = useRef<MessageListHandle>(null)
  const [returned, setReturned] = useState<{ text: string } | null>(null)

  const [menu, setMenu] = useState<{ message: MessageEvent; from: HTMLElement; opening?: Opening } | null>(null)
  const takeBack = useCallback((content: string) => setReturned({ text: content }), [])
  const editing = useEditing(conversationId, state.events, takeBack)
  const [replyTo, setReplyTo] = useState<MessageRef | null>(null)
  const frame = useRef<HTMLElement>(null)
  const closeMenu = useCallback(() => setMenu(null), [])
  const actions = useMemo(
    () => ({
      openMenu: (message: MessageEvent, from: HTMLElement, opening?: Opening) => setMenu({ message, from, ...(opening && { opening }) }),
      reply: (message: MessageEvent) => {
        setReplyTo(message)
        focusComposer(frame.current)
      },
      editing,
      writeAnew: takeBack,
      endEditing: () => {
        editing.end()
        focusComposer(frame.current)
      },
    }),
    [editing, takeBack],
  )

  function editLast() {
    const last = state.events.findLast((event): event is MessageEvent => isMessage(event) && mayEdit(event, chat))
    if (last) editing.start(last)
  }

  const me = useMe().userId
  const firstUnread = useRef(firstUnreadOutOfSight(conversation))
  const [atFirst] = useState({ seq, place: placeLeft(me, conversationId) })
  // Once the address names another message, that is where the person wants to be.
  const place = seq === atFirst.seq ? atFirst.place : null
  useEffect(() => {
    void timeline.open(place?.seq ?? seq ?? firstUnread.current)
  }, [timeline, seq, place])

  const failed = state.error !== null
  useEffect(() => {
    if (!failed) return
    // Following the link again to where the address leads already changes nothing else.
    const follow = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest('a')?.href === location.href) void timeline.open(seq)
    }
    addEventListener('click', follow)
    return () => removeEventListener('click', follow)
  }, [failed, timeline, seq])

  useEffect(() => {
    chat.resumeReading(conversationId)
    chat.resumeReading(notesOf(conversationId))
  }, [chat, conversationId])

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return
    divider.clear()
    chat.resumeReading(conversationId)
    chat.markRead(conversationId, readableTo(conversation, state))
    list.current?.toEnd()
  }

  return (
    // Esc belongs to the whole conversation
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={frame}
      className={`${root.root} ${styles.conversation}`}
      aria-label={kind === 'direct' ? text.conversation.label(title) : text.conversation.room(title)}
      onKeyDown={onKeyDown}
    >
      <ConversationHeader conversation={conversation} onBack={onBack} onDetails={onDetails} onSearch={onSearch && (() => onSearch(conversation))} />
      <SupportLine conversation={conversation} />
      <TicketBar conversation={conversation} onOpen={onOpen} />
      {rows.length > 0 ? (
        <MessageActionsContext value={conversation.archived ? null : actions}>
          <MessageList
            ref={list}
            conversation={conversation}
            timeline={state}
            rows={rows}
            targetSeq={seq}
            place={place}
            onOpen={onOpen}
            onEdit={
              conversation.archived
                ? undefined
                : (content, repliedTo) => {
                    setReturned({ text: content })
                    if (repliedTo) setReplyTo(repliedTo)
                  }
            }
            onNewTicket={onNewTicket && ((content) => onNewTicket(conversationId, content))}
          />
        </MessageActionsContext>
      ) : state.error ? (
        <ErrorScreen error={state.error} retry={() => void timeline.retry()} conversationId={conversationId} onLeave={onLeave} />
      ) : timeline.loaded && state.loading === 'no' ? (
        <StateScreen icon={kind === 'notes' ? 'note' : 'send'} title={text.conversation.empty} text={emptyHint(conversation, text)} />
      ) : (
        <MessagesSkeleton />
      )}
      <TypingLine conversationId={conversationId} />
      <ClosedLine conversation={conversation} onNewTicket={onNewTicket && (() => onNewTicket(conversationId))} />
      {conversation.archived ? (
        <p className={`${banner.banner} ${styles.archived}`}>{text.conversation.archived}</p>
      ) : (
        <Composer
          conversation={conversation}
          onOpen={onOpen}
          returned={returned}
          replyTo={replyTo}
          onReplyEnd={() => setReplyTo(null)}
          onEditLast={editLast}
          onSend={() => {
            divider.clear()
            list.current?.toEnd()
          }}
        />
      )}
      {menu && (
        <LaterMenu
          from={menu.from}
          message={asItIs(menu.message, state.events)}
          conversation={conversation}
          opening={menu.opening}
          onReply={actions.reply}
          onEdit={editing.start}
          onClose={closeMenu}
        />
      )}
      <div className={controls.hidden}>
        <Announcer conversationId={conversationId} />
      </div>
    </section>
  )
}

/** The menu stays open while others change the message. */
function asItIs(message: MessageEvent, events: readonly DurableEvent[]): MessageEvent {
  return events.find((event): event is MessageEvent => event.seq === message.seq && isMessage(event)) ?? message
}

function focusComposer(frame: HTMLElement | null): void {
  frame?.querySelector<HTMLElement>('[data-composer]')?.focus({ preventScroll: true })
}

const FIRST_PAGE = 40

/** The newest page is enough unless the first unread message lies before it. */
function firstUnreadOutOfSight({ unreadCount, lastReadSeq, lastSeq }: Conversation): number | undefined {
  return unreadCount > 0 && lastSeq - lastReadSeq > FIRST_PAGE ? lastReadSeq + 1 : undefined
}

function emptyHint({ kind, title }: Conversation, { conversation }: Dictionary): string {
  if (kind === 'notes') return conversation.emptyNotes
  return kind === 'direct' ? conversation.emptyDirect(title) : conversation.emptyRoom
}
