import type { User } from '@sealkloud/chat-client'
import { memo } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import styles from './Sidebar.module.css'

export const PersonRow = memo(function PersonRow({ person, onOpen }: { person: User; onOpen: (userId: string) => void }) {
  const text = useText()
  return (
    <li>
      <button type="button" className={styles.row} data-row="" data-person={person.userId} onClick={() => onOpen(person.userId)}>
        <Avatar name={person.userName} size={40} status={person.status} />
        <span className={styles.texts}>
          <bdi className={styles.title}>{person.userName}</bdi>
          <span className={styles.last}>
            {text.role[person.userRole]} · {text.status[person.status]}
          </span>
        </span>
      </button>
    </li>
  )
})
