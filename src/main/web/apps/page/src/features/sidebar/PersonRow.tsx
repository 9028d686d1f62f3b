import type { User } from '@sealkloud/chat-client'
import { memo } from 'react'
import { useDates, useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { PersonAvatar } from '@sealkloud/chat-react/features/session/PersonAvatar.tsx'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import rows from '../../ui/rows.module.css'
import { useRoles } from '@sealkloud/chat-react/features/session/useRoles.ts'

interface Props {
  person: User
  /** Whether somebody else has the same name. */
  ambiguous: boolean
  onOpen: (userId: string) => void
}

export const PersonRow = memo(function PersonRow({ person, ambiguous, onOpen }: Props) {
  const text = useText()
  const roles = useRoles()
  const dates = useDates()
  const chat = useChat()
  const { userId, userName, userRole, status, lastSeen } = person
  const since = status === 'offline' && lastSeen ? text.lastSeen(dates.short(new Date(lastSeen), chat.now())) : text.status[status]
  return (
    <li>
      <button type="button" className={rows.row} data-row="" data-person={userId} onClick={() => onOpen(userId)}>
        <PersonAvatar userId={userId} name={userName} size={40} status={status} />
        <span className={rows.texts}>
          <bdi className={rows.title}>{userName}</bdi>
          <span className={rows.last}>
            {ambiguous && `${userId} · `}
            {roles[userRole]} · {since}
          </span>
        </span>
      </button>
    </li>
  )
})
