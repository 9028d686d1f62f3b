import type { Conversation, MessageEvent, User } from '@sealkloud/chat-client'
import { useId, useMemo, useRef, useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/Dialog.tsx'
import { tellFailure } from '../failure/failure.ts'
import { useChat } from '../session/ChatProvider.tsx'
import { PersonAvatar } from '../session/PersonAvatar.tsx'
import { useNameOf } from '../ticket/useNameOf.ts'
import styles from './Reactors.module.css'

export interface Props {
  message: MessageEvent
  conversation: Conversation
  onClose: () => void
}

/** Who has reacted to a message, and with what. */
export function Reactors({ message, conversation, onClose }: Props) {
  const text = useText()
  return (
    <Dialog title={text.message.reactions} onClose={onClose}>
      {message.reactions?.length ? (
        message.reactions.map((reaction) => <Those key={reaction.emoji} {...reaction} message={message} conversation={conversation} />)
      ) : (
        <p className={styles.none}>{text.message.noReactions}</p>
      )}
    </Dialog>
  )
}

type Reaction = NonNullable<MessageEvent['reactions']>[number]

function Those({ emoji, count, userIds, message, conversation: { members } }: Reaction & Omit<Props, 'onClose'>) {
  const id = useId()
  const text = useText()
  const list = useRef<HTMLUListElement>(null)
  const { others, all, loading, more } = useOthers(message, emoji)
  // Who has left the room since is no member any more.
  const nameOf = useNameOf(useMemo(() => [...members, ...others], [members, others]))
  const shown = [...new Set([...userIds, ...others.map(({ userId }) => userId)])]
  return (
    <section className={styles.those} data-emoji={emoji}>
      <h3 id={id} className={styles.emoji}>
        {emoji} <span className={styles.count}>{count}</span>
      </h3>
      <ul ref={list} className={styles.people} aria-labelledby={id} tabIndex={-1}>
        {shown.map((userId) => (
          <li key={userId}>
            <PersonAvatar userId={userId} name={nameOf(userId)} size={28} />
            <bdi>{nameOf(userId)}</bdi>
          </li>
        ))}
        {count > shown.length && !all && (
          <li>
            <button
              type="button"
              className={controls.link}
              aria-disabled={loading}
              onClick={() => {
                // The button may be gone then.
                void more().then(() => list.current?.focus())
              }}
            >
              {text.conversation.andMore(count - shown.length)}
            </button>
          </li>
        )}
      </ul>
    </section>
  )
}

/** Who has reacted beside those whom the message names, a page at a time. */
function useOthers({ conversationId, seq }: MessageEvent, emoji: string) {
  const chat = useChat()
  const [others, setOthers] = useState<readonly Pick<User, 'userId' | 'userName'>[]>([])
  const [cursor, setCursor] = useState<string | null>()
  const [loading, setLoading] = useState(false)

  async function more() {
    if (loading) return
    setLoading(true)
    try {
      const page = await chat.rest.reactors(conversationId, seq, emoji, cursor ?? undefined)
      setOthers([...others, ...page.items])
      setCursor(page.nextCursor)
    } catch (error) {
      tellFailure(error)
    } finally {
      setLoading(false)
    }
  }

  return { others, all: cursor === null, loading, more }
}
