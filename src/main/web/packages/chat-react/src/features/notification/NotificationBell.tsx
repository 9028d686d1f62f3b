import { useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { Choice } from '../../ui/Choice.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { tellFailure } from '../failure/failure.ts'
import { useChat } from '../session/ChatProvider.tsx'
import { BELL_SIGNS, bellState } from './bell.ts'
import styles from './ChatNotification.module.css'
import { DesktopPermission } from './DesktopPermission.tsx'
import { permission } from './permission.ts'
import { QuietChoice } from './QuietChoice.tsx'
import { NotificationDialog } from './later.ts'
import { useMute, useNotificationSettings, useQuiet } from './useNotificationSettings.ts'

/** Shows whether one is told of new messages of a conversation, and opens the settings for it. */
export function NotificationBell({ conversationId }: { conversationId: string }) {
  const text = useText()
  const { notificationPreferences } = useChat()
  const settings = useNotificationSettings()
  const mute = useMute(conversationId)
  const isQuiet = useQuiet() !== null
  const allowed = useObservable(permission)
  const [showsAll, setShowsAll] = useState(false)
  const state = bellState({ isMuted: mute !== null, isQuiet, isOff: settings?.desktop === false, allowed })

  function toggleMute(wanted: boolean) {
    const changed = wanted ? notificationPreferences.mute(conversationId) : notificationPreferences.unmute(conversationId)
    changed.catch(tellFailure)
  }

  return (
    <>
      <Popover
        label={text.notification.bell}
        state={state ? text.notification.bellState[state] : undefined}
        className={controls.icon}
        button={<Icon name={state ? BELL_SIGNS[state] : 'bell'} />}
      >
        {(close) => (
          <div className={styles.panel}>
            <h2 className={styles.heading}>{text.notification.desktop}</h2>
            <DesktopPermission />
            <div className={styles.choices}>
              <Choice label={text.notification.mute} checked={mute !== null} disabled={!settings} onChange={toggleMute} />
              {mute && (
                <Choice
                  label={text.notification.mentionsPass}
                  checked={mute.mentions}
                  onChange={(mentions) => void notificationPreferences.mute(conversationId, mentions).catch(tellFailure)}
                />
              )}
              <Choice
                label={text.notification.sound}
                checked={settings?.sound ?? true}
                disabled={!settings}
                onChange={(sound) => void notificationPreferences.change({ sound }).catch(tellFailure)}
              />
              <QuietChoice />
            </div>
            <button
              type="button"
              className={controls.button}
              onClick={() => {
                close()
                setShowsAll(true)
              }}
            >
              {text.notification.settings}
            </button>
          </div>
        )}
      </Popover>
      {showsAll && <NotificationDialog onClose={() => setShowsAll(false)} />}
    </>
  )
}
