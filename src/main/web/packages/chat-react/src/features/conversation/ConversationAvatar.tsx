import type { Conversation } from '@sealkloud/chat-client'
import { PersonAvatar } from '../session/PersonAvatar.tsx'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useObservable } from '../../ui/useObservable.ts'

const SIGNS = { team: 'room', ticket: 'ticket', notes: 'note' } as const

/** The other person of a direct conversation with their presence, or the sign of a room. */
export function ConversationAvatar({ conversation, size = 36 }: { conversation: Conversation; size?: number }) {
  const me = useMe().userId
  const people = useObservable(useChat().people)
  const { kind, title, members } = conversation

  if (kind !== 'direct') {
    return (
      <Avatar name={title} size={size}>
        <Icon name={SIGNS[kind]} size={Math.round(size / 2)} />
      </Avatar>
    )
  }
  const other = members.find(({ userId }) => userId !== me)
  if (!other) return <Avatar name={title} size={size} />
  return <PersonAvatar userId={other.userId} name={title} size={size} status={people.get(other.userId)?.status ?? 'offline'} />
}
