import type { Conversation, MessageEvent } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { named } from '../../text/names.tsx'
import { useChat } from '../session/ChatProvider.tsx'
import { useNameOf } from '../ticket/useNameOf.ts'
import { LaterReactors } from './laterParts.ts'
import styles from './Reactions.module.css'
import { useLongPress } from './useLongPress.ts'

/**
 * The emoji on a message; each is a button that puts one's own there, or takes it off. Held by a
 * finger, or with the key or button of a context menu, it says who has put it there.
 */
export function Reactions({ message, conversation }: { message: MessageEvent; conversation: Conversation }) {
  const chat = useChat()
  const text = useText()
  const dates = useDates()
  // Who has left the room since is no member any more.
  const nameOf = useNameOf(conversation.members)
  const [asked, setAsked] = useState(false)
  const ask = () => setAsked(true)
  const longPress = useLongPress(ask)
  if (!message.reactions?.length && !asked) return null
  return (
    <>
      <div className={styles.reactions} role="group" aria-label={text.message.reactions}>
        {message.reactions?.map(({ emoji, count, userIds, mine }) => {
          const names = userIds.map((id) => named(nameOf(id)))
          const all = count > userIds.length ? [...names, text.delivery.andMore(count - userIds.length)] : names
          const label = text.message.reactedBy(emoji, dates.list(all))
          return (
            <button
              key={emoji}
              type="button"
              className={styles.reaction}
              aria-pressed={mine}
              aria-label={label}
              title={label}
              {...longPress}
              onClick={() => chat.react(message, emoji, !mine)}
              onContextMenu={(event) => {
                event.preventDefault()
                ask()
              }}
            >
              <span aria-hidden="true">{emoji}</span> {count}
            </button>
          )
        })}
      </div>
      {asked && <LaterReactors message={message} conversation={conversation} onClose={() => setAsked(false)} />}
    </>
  )
}
