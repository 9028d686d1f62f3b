import type { NotificationSettingsView } from '@sealkloud/chat-client'
import { useRef } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { Choice } from '../../ui/Choice.tsx'
import controls from '../../ui/controls.module.css'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'
import styles from './NotificationDialog.module.css'
import type { Save } from './useNotificationSettings.ts'

interface Props {
  settings: NotificationSettingsView
  save: Save
}

export function MutedSection({ settings: { muted }, save }: Props) {
  const { notification } = useText()
  const { notificationPreferences, conversations } = useChat()
  const all = useObservable(conversations)
  const heading = useRef<HTMLHeadingElement>(null)
  const titleOf = (id: string) => all.find(({ conversationId }) => conversationId === id)?.title ?? id

  return (
    <section className={styles.section}>
      <h3 ref={heading} tabIndex={-1}>
        {notification.mutedHeading}
      </h3>
      {muted.length === 0 && <p className={controls.hint}>{notification.noneMuted}</p>}
      <ul className={styles.list}>
        {muted.map(({ conversationId, mentions }) => (
          <li key={conversationId} className={styles.muted} data-muted={conversationId}>
            <bdi>{titleOf(conversationId)}</bdi>
            <Choice label={notification.mentionsPass} checked={mentions} onChange={(pass) => save(notificationPreferences.mute(conversationId, pass))} />
            <button
              type="button"
              className={controls.button}
              aria-label={notification.unmuteNamed(titleOf(conversationId))}
              onClick={() => {
                // The button that has the focus goes with its row.
                heading.current?.focus()
                save(notificationPreferences.unmute(conversationId))
              }}
            >
              {notification.unmute}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
