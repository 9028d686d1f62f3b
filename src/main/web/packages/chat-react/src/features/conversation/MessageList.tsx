import type { Conversation, MessageRef, TimelineState } from '@sealkloud/chat-client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { useCopying } from './copying.ts'
import { estimate } from './estimate.ts'
import styles from './MessageList.module.css'
import { forgetPlace, type Place } from './place.ts'
import { RowView } from './RowView.tsx'
import { seqOf, type Row } from './rows.ts'
import { useHold, type Aim } from './useHold.ts'
import { useLeaving } from './useLeaving.ts'
import { useReading, useReadingNotes } from './useReading.ts'

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
  /** Where the person was before the page was loaded again. */
  place: Place | null
  onEdit: ((text: string, replyTo?: MessageRef) => void) | undefined
  onOpen: ((conversationId: string) => void) | undefined
  onNewTicket: ((content: string) => void) | undefined
  ref: Ref<MessageListHandle>
}

/** Where a list has been opened: at a message, at the end or the New divider, where it was left. */
type Opening = number | 'end' | 'place'

const NEAR_END_PX = 80
const LOAD_WITHIN_ROWS = 12

/**
 * The messages, of which only those in sight are in the document. It opens at the New divider or at
 * the end, after a reload where the person was. It follows new messages only while it is at the
 * end, and holds its place when older ones are put in above.
 */
export function MessageList({ conversation, timeline, rows, targetSeq, place, onEdit, onOpen, onNewTicket, ref }: Props) {
  const { conversationId, unreadCount } = conversation
  const { hasMoreBefore, hasMoreAfter, loading, error } = timeline
  const chat = useChat()
  const me = useMe().userId
  const text = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const [opened, setOpened] = useState<Opening | null>(null)
  const [aim, setAim] = useState<Aim | null>(null)

  // A new function would make the virtualizer lay out the whole conversation again, at every scroll
  // event.
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

  // Where to begin: once per opening of the conversation, and again when the address names another
  // of its messages.
  useLayoutEffect(() => {
    const wanted = place ? 'place' : (targetSeq ?? 'end')
    // What is on its way has its lines before the first page is there.
    if (rows.length === 0 || opened === wanted || loading === 'first' || !chat.timeline(conversationId).loaded) return
    const index = rows.findIndex((row) =>
      place ? (seqOf(row) ?? 0) >= place.seq : targetSeq === undefined ? row.kind === 'new' : row.kind === 'message' && row.event.seq === targetSeq,
    )
    const row = rows[index]
    // The page of another message of this conversation has not been asked for yet.
    if (!row && opened !== null && targetSeq !== undefined) return
    setAim(row ? { key: row.key, hidden: place?.hidden ?? (targetSeq === undefined ? 0 : 'center') } : null)
    if (!row && opened === null) virtualizer.scrollToEnd()
    setOpened(wanted)
    forgetPlace()
  }, [rows, targetSeq, place, opened, loading, virtualizer, chat, conversationId])
  const settled = useSettled(opened)
  useHold(virtualizer, rows, aim)

  useLeaving(conversationId, me, () => {
    if (!settled || atEnd) return null
    const offset = virtualizer.scrollOffset ?? 0
    const lines = virtualizer.measurementsCache.filter(({ index, end }) => end > offset && seqOf(rows[index]!) !== null)
    // One that begins in sight: a line across the top may still grow.
    const line = lines.find(({ start }) => start >= offset) ?? lines[0]
    return line ? { seq: seqOf(rows[line.index]!)!, hidden: Math.round(offset - line.start) } : null
  })

  useEffect(() => {
    if (!settled || loading !== 'no' || error) return
    if (firstIndex < LOAD_WITHIN_ROWS && hasMoreBefore) void chat.timeline(conversationId).loadBefore()
    else if (lastIndex > rows.length - LOAD_WITHIN_ROWS && hasMoreAfter) void chat.timeline(conversationId).loadAfter()
  }, [chat, conversationId, settled, loading, error, firstIndex, lastIndex, rows.length, hasMoreBefore, hasMoreAfter])

  useKeepEnd(scroller, atEnd)
  const lastVisible = atEnd ? rows.length - 1 : (virtualizer.range?.endIndex ?? -1)
  useReading(conversation, timeline, rows, lastVisible, settled)
  useReadingNotes(conversation, rows, lastVisible, settled, !hasMoreAfter)

  const copy = useCopying(rows)

  return (
    <div className={styles.frame}>
      {loading === 'before' && <div className={styles.top}>{text.conversation.loadingOlder}</div>}
      {loading === 'no' && error && (
        <div className={styles.top} role="alert">
          {text.conversation.failed}.{' '}
          <button type="button" onClick={() => void chat.timeline(conversationId).retry()}>
            {text.retry}
          </button>
        </div>
      )}
      <div
        ref={scroller}
        className={styles.scroller}
        data-region=""
        // a scrolling region has to be reachable by keyboard
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={text.conversation.messageList}
        data-testid="messages"
        onCopy={copy}
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
              <RowView
                row={rows[item.index]!}
                conversation={conversation}
                me={me}
                targetSeq={targetSeq}
                onEdit={onEdit}
                onOpen={onOpen}
                onNewTicket={onNewTicket}
              />
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

/**
 * True once the list stands where it was told to open. Until then it shows its beginning for an
 * instant, which must neither load older messages nor count as read.
 */
function useSettled(opened: Opening | null): boolean {
  const [settled, setSettled] = useState<Opening | null>(null)
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
