import type { Conversation } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useDates } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { named, Sentence } from '@sealkloud/chat-react/text/names.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { FailedPart } from '../ui/FailedPart.tsx'
import { useAdmin } from '../ui/useAdmin.ts'
import { usePages } from '../ui/usePages.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import styles from './HoldPart.module.css'
import { HoldDialog } from './HoldDialog.tsx'

interface Props {
  conversation: Conversation
  /** There is nothing to close if it cannot be had. */
  onClose: () => void
}

/** Whether a conversation is held, in its details, for administrators. */
export function HoldPart({ conversation: { conversationId, title } }: Props) {
  const words = useAdminWords().retention
  const dates = useDates()
  const admin = useAdmin()
  const { items, error, reload } = usePages(async () => ({ items: [await admin.hold(conversationId)], nextCursor: null }))
  const [asking, setAsking] = useState(false)
  const state = items?.[0]

  if (error) {
    return (
      <section className={styles.section} aria-label={words.state}>
        <h3>{words.state}</h3>
        <FailedPart error={error} retry={reload} />
      </section>
    )
  }
  if (!state) return null
  return (
    <section className={styles.section} aria-label={words.state}>
      <h3>{words.state}</h3>
      <p className={controls.hint} role="status">
        <Sentence>{state.held ? words.heldSince(named(state.heldBy ?? ''), dates.date(new Date(state.heldAt ?? ''))) : words.notHeld}</Sentence>
        {state.held && (
          <>
            {' '}
            <bdi>{state.reason}</bdi>
          </>
        )}
      </p>
      <button type="button" className={controls.button} onClick={() => setAsking(true)}>
        {state.held ? words.release : words.hold}
      </button>
      {asking && <HoldDialog conversationId={conversationId} title={title} held={state.held} onDone={reload} onClose={() => setAsking(false)} />}
    </section>
  )
}
