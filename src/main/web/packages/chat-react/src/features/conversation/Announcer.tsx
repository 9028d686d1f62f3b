import { isChange, isDurable, isMessage, isOfTicket, type MessageChange } from '@sealkloud/chat-client'
import { useEffect, useEffectEvent, useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { sayTicketEvent } from '../ticket/sentences.ts'
import { useNameOf } from '../ticket/useNameOf.ts'
import { preview } from './markdown.ts'
import { lineOf } from './wordless.ts'

/** A screen reader is told of what is put in; what it has read makes room. */
const KEPT = 5

interface Line {
  id: number
  said: string
  /** The `seq` of the message whose words it has. */
  about: number
}

/**
 * Reads new messages, changes of messages, and what becomes of a ticket, out to a screen reader.
 * The list cannot: its lines come and go as one scrolls.
 */
export function Announcer({ conversationId }: { conversationId: string }) {
  const chat = useChat()
  const { userId } = useMe()
  const text = useText()
  const nameOf = useNameOf()
  const [lines, setLines] = useState<readonly Line[]>([])

  // A line of its own for each: a text that stays the same is no news to a screen reader.
  const say = useEffectEvent((id: number, said: string, about = id) => setLines((present) => [...present.slice(1 - KEPT), { id, said, about }]))

  const sayChange = useEffectEvent((change: MessageChange) => {
    const { type, seq, targetSeq, actorId } = change
    // Nobody is to come upon its words here any more.
    if (type === 'message_deleted') setLines((present) => present.filter(({ about }) => about !== targetSeq))
    if (actorId === userId) return
    const message = chat.timeline(conversationId).state.value.events.find((line) => line.seq === targetSeq)
    if (!message || !isMessage(message)) return
    const who = actorId === undefined ? text.message.administrator : actorId === message.senderId ? message.senderName : nameOf(actorId)
    if (type === 'message_deleted') say(seq, text.message.saidDeleted(who))
    else if (type === 'message_edited') say(seq, text.message.saidEdited(who, preview(change.content)), targetSeq)
    else if (type === 'message_pinned' && change.pinned) say(seq, text.message.saidPinned(who, preview(message.content)), targetSeq)
    // Those on others' messages would be too many.
    else if (type === 'reaction' && change.present && message.senderId === userId)
      say(seq, text.message.saidReaction(change.userName, change.emoji, preview(message.content)), targetSeq)
  })

  useEffect(
    () =>
      chat.onEvent((event) => {
        if (event.type === 'unread_marked' && event.conversationId === conversationId) say(Date.parse(event.timestamp), text.message.saidUnread)
        if (!isDurable(event) || event.conversationId !== conversationId) return
        if (isChange(event)) sayChange(event)
        else if (isOfTicket(event)) say(event.seq, sayTicketEvent(event, text, nameOf))
        else if (isMessage(event) && event.senderId !== userId) say(event.seq, text.conversation.said(event.senderName, lineOf(event, text)))
      }),
    [chat, conversationId, userId, text, nameOf],
  )

  return (
    <div role="log" aria-live="polite">
      {lines.map(({ id, said }) => (
        <p key={id}>{said}</p>
      ))}
    </div>
  )
}
