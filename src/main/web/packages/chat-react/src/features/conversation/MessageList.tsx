import type { Conversation, Timeline, TimelineState } from '@sealkloud/chat-client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { useAttentive } from '../../ui/attention.ts'
import styles from './MessageList.module.css'
import { RowView } from './RowView.tsx'
import type { Row } from './rows.ts'

/** What the conversation around the list may ask of it. */
export interface MessageListHandle {
  toEnd: () => void
}

interface Props {
  conversation: Conversation
  timeline: TimelineState
  rows: Row[]
  /** The message to open at, when the address names one. */
  targetSeq: number | undefined
  onEdit: (text: string) => void
  onOpen: ((conversationId: string) => void) | undefined
  ref: Ref<MessageListHandle>
}

const NEAR_END_PX = 80
const LOAD_WITHIN_ROWS = 12

/**
 * The messages, of which only those in sight are in the document. It opens at the New divider or at the end, follows
 * new messages only while it is at the end, and holds its place when older ones are put in above.
 */
export function MessageList({ conversation, timeline, rows, targetSeq, onEdit, onOpen, ref }: Props) {
  const { conversationId, unreadCount } = conversation
  const { hasMoreBefore, hasMoreAfter, loading, error } = timeline
  const chat = useChat()
  const me = useMe().userId
  const text = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const [opened, setOpened] = useState<number | 'end' | null>(null)

  // A new function would make the virtualizer lay out the whole conversation again, at every scroll event.
  const getItemKey = useCallback((index: number) => rows[index]!.key, [rows])
  const estimateSize = useCallback((index: number) => estimate(rows[index]!), [rows])
  // oxlint-disable-next-line react-hooks/incompatible-library -- this component is not compiled
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 6,
    paddingStart: 12,
    paddingEnd: 8,
    anchorTo: 'end',
    followOnAppend: !hasMoreAfter,
    scrollEndThreshold: NEAR_END_PX,
  })
  const items = virtualizer.getVirtualItems()
  const firstIndex = items[0]?.index ?? 0
  const lastIndex = items.at(-1)?.index ?? -1
  const atEnd = !hasMoreAfter && virtualizer.isAtEnd(NEAR_END_PX)

  const toEnd = useCallback(() => {
    void chat
      .timeline(conversationId)
      .openEnd()
      .then(() => requestAnimationFrame(() => virtualizer.scrollToEnd()))
  }, [chat, conversationId, virtualizer])
  useImperativeHandle(ref, () => ({ toEnd }), [toEnd])

  // Where to begin: once per opening of the conversation, and again when the address names another of its messages.
  useLayoutEffect(() => {
    const wanted = targetSeq ?? 'end'
    // What is on its way has its lines before the first page is there.
    if (rows.length === 0 || opened === wanted || loading === 'first' || !chat.timeline(conversationId).loaded) return
    const index = rows.findIndex((row) => (targetSeq === undefined ? row.kind === 'new' : row.kind === 'message' && row.event.seq === targetSeq))
    if (index >= 0) virtualizer.scrollToIndex(index, { align: targetSeq === undefined ? 'start' : 'center' })
    else if (opened === null) virtualizer.scrollToEnd()
    setOpened(wanted)
  }, [rows, targetSeq, opened, loading, virtualizer, chat, conversationId])
  const settled = useSettled(opened)

  useEffect(() => {
    if (!settled || loading !== 'no' || error) return
    if (firstIndex < LOAD_WITHIN_ROWS && hasMoreBefore) void chat.timeline(conversationId).loadBefore()
    else if (lastIndex > rows.length - LOAD_WITHIN_ROWS && hasMoreAfter) void chat.timeline(conversationId).loadAfter()
  }, [chat, conversationId, settled, loading, error, firstIndex, lastIndex, rows.length, hasMoreBefore, hasMoreAfter])

  useKeepEnd(scroller, atEnd)
  useReading(conversation, rows, atEnd ? rows.length - 1 : (virtualizer.range?.endIndex ?? -1), settled)

  return (
    <div className={styles.frame}>
      {loading === 'before' && <div className={styles.top}>{text.conversation.loadingOlder}</div>}
      {loading === 'no' && error && (
        <div className={styles.top} role="alert">
          {text.conversation.olderFailed}{' '}
          <button type="button" onClick={() => void loadAgain(chat.timeline(conversationId), targetSeq)}>
            {text.retry}
          </button>
        </div>
      )}
      <div
        ref={scroller}
        className={styles.scroller}
        data-region=""
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region has to be reachable by keyboard
        tabIndex={0}
        role="region"
        aria-label={text.conversation.messageList}
        data-testid="messages"
      >
        <ol className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => (
            <li
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              aria-setsize={hasMoreBefore ? -1 : rows.length}
              aria-posinset={item.index + 1}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <RowView row={rows[item.index]!} conversation={conversation} me={me} targetSeq={targetSeq} onEdit={onEdit} onOpen={onOpen} />
            </li>
          ))}
        </ol>
      </div>
      {!atEnd && settled && (
        <button
          type="button"
          className={unreadCount > 0 ? `${styles.pill} ${styles.unread}` : styles.pill}
          onClick={toEnd}
          aria-label={unreadCount > 0 ? `${text.conversation.newMessages(unreadCount)}. ${text.conversation.toEnd}` : text.conversation.toEnd}
        >
          {unreadCount > 0 && text.conversation.newMessages(unreadCount)}
          <Icon name="down" size={18} />
        </button>
      )}
    </div>
  )
}

/** A conversation with unsent messages alone shows its list before there is a first page. */
function loadAgain(timeline: Timeline, targetSeq: number | undefined): Promise<void> {
  return timeline.loaded ? timeline.loadBefore() : timeline.open(targetSeq)
}

/**
 * True once the list stands where it was told to open. Until then it shows its beginning for an instant, which must
 * neither load older messages nor count as read.
 */
function useSettled(opened: number | 'end' | null): boolean {
  const [settled, setSettled] = useState<number | 'end' | null>(null)
  useEffect(() => {
    if (opened === null) return
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setSettled(opened))
    })
    return () => cancelAnimationFrame(frame)
  }, [opened])
  return settled !== null && settled === opened
}

/** When the list gets lower because the composer grows, its end stays in sight. */
function useKeepEnd(scroller: { current: HTMLDivElement | null }, atEnd: boolean): void {
  const wasAtEnd = useRef(atEnd)
  useEffect(() => {
    wasAtEnd.current = atEnd
  }, [atEnd])

  useEffect(() => {
    const element = scroller.current!
    let height = element.clientHeight
    const observer = new ResizeObserver(() => {
      if (element.clientHeight < height && wasAtEnd.current) element.scrollTop = element.scrollHeight
      height = element.clientHeight
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
}

/** Says that everything down to the last line in sight has been read, while somebody can be looking. */
function useReading({ conversationId, lastSeq }: Conversation, rows: Row[], lastVisible: number, settled: boolean): void {
  const chat = useChat()
  const attentive = useAttentive()
  const seq = lastVisible === rows.length - 1 ? lastSeq : seqAt(rows, lastVisible)

  useEffect(() => {
    if (attentive && settled && seq > 0) chat.markRead(conversationId, seq)
  }, [chat, conversationId, attentive, settled, seq])
}

function seqAt(rows: Row[], index: number): number {
  for (let i = Math.min(index, rows.length - 1); i >= 0; i--) {
    const row = rows[i]!
    if (row.kind === 'message' || row.kind === 'ticket' || row.kind === 'created') return row.event.seq
    if (row.kind === 'membership') return row.events.at(-1)!.seq
  }
  return 0
}

const AVERAGE_CHARACTERS_PER_LINE = 64

/** The whole conversation is laid out by these guesses again whenever a page is put in. */
const guessed = new WeakMap<object, number>()

/** A guess that spares the list most of its corrections when a page of history is put in. */
function estimate(row: Row): number {
  if (row.kind === 'created') return 140
  if (row.kind === 'day') return 44
  if (row.kind === 'new' || row.kind === 'membership' || row.kind === 'ticket') return 36
  const written = row.kind === 'message' ? row.event : row.message
  let lines = guessed.get(written)
  if (lines === undefined) guessed.set(written, (lines = linesOf(written.content)))
  return 16 + lines * 22 + (row.first ? 34 : 0)
}

function linesOf(content: string): number {
  return Math.min(200, content.split('\n').length - 1 + Math.ceil(content.length / AVERAGE_CHARACTERS_PER_LINE))
}
