import type { SearchHit } from '@sealkloud/chat-client'
import { useDates } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { hrefOf } from '../../route/route.ts'
import { Marked } from './Marked.tsx'
import styles from './Search.module.css'
import { useSearchWords } from './words/useSearchWords.ts'

interface Props {
  hit: SearchHit
  current: boolean
  onOpen: () => void
}

/** A result, and the way to it. */
export function ResultRow({ hit, current, onOpen }: Props) {
  const words = useSearchWords()
  const dates = useDates()
  const now = useChat().now()
  const sentAt = new Date(hit.timestamp)
  const isTitle = hit.field === 'title'
  const about = [hit.kind === 'notes' && words.note, isTitle && words.titleHit, hit.field === 'file' && words.fileHit].filter(Boolean).join(' · ')
  return (
    <li>
      <a
        className={styles.result}
        href={isTitle ? hrefOf(hit.conversationId) : hrefOf(hit.conversationId, hit.seq)}
        aria-current={current ? 'true' : undefined}
        data-result={isTitle ? hit.conversationId : `${hit.conversationId}/${hit.seq}`}
        onClick={onOpen}
      >
        <span className={styles.place}>
          <bdi>{hit.title}</bdi>
          <time dateTime={hit.timestamp} title={dates.full(sentAt)}>
            {dates.short(sentAt, now)}
          </time>
        </span>
        {(hit.senderName || about) && (
          <span className={styles.sender}>
            {hit.senderName && <bdi>{hit.senderName}</bdi>}
            {about && <span>{about}</span>}
          </span>
        )}
        <span className={styles.snippet}>
          <Marked text={hit.snippet} matches={hit.matches} />
        </span>
      </a>
    </li>
  )
}
