import type { Conversation, MessageEvent } from '@sealkloud/chat-client'
import { useId } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
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
        message.reactions.map((reaction) => <Those key={reaction.emoji} {...reaction} conversation={conversation} />)
      ) : (
        <p className={styles.none}>{text.message.noReactions}</p>
      )}
    </Dialog>
  )
}

type Reaction = NonNullable<MessageEvent['reactions']>[number]

function Those({ emoji, count, userIds, conversation }: Reaction & Pick<Props, 'conversation'>) {
  const id = useId()
  const text = useText()
  // Who has left the room since is no member any more.
  const nameOf = useNameOf(conversation.members)
  return (
    <section className={styles.those} data-emoji={emoji}>
      <h3 id={id} className={styles.emoji}>
        {emoji} <span className={styles.count}>{count}</span>
      </h3>
      <ul className={styles.people} aria-labelledby={id}>
        {userIds.map((userId) => (
          <li key={userId}>
            <PersonAvatar userId={userId} name={nameOf(userId)} size={28} />
            <bdi>{nameOf(userId)}</bdi>
          </li>
        ))}
        {count > userIds.length && <li className={styles.more}>{text.conversation.andMore(count - userIds.length)}</li>}
      </ul>
    </section>
  )
}
