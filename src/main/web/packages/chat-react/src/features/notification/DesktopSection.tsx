import type { NotificationSettingsView } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { Choice } from '../../ui/Choice.tsx'
import controls from '../../ui/controls.module.css'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { DesktopPermission } from './DesktopPermission.tsx'
import styles from './NotificationDialog.module.css'
import { permission } from './permission.ts'
import { pushState, subscribeToPush, unsubscribeFromPush } from './push.ts'
import type { Save } from './useNotificationSettings.ts'

interface Props {
  settings: NotificationSettingsView
  save: Save
}

export function DesktopSection({ settings: { desktop, previews }, save }: Props) {
  const { notification } = useText()
  const { notificationPreferences } = useChat()
  return (
    <section className={styles.section}>
      <h3>{notification.desktop}</h3>
      <Choice label={notification.wanted} checked={desktop} onChange={(wanted) => save(notificationPreferences.change({ desktop: wanted }))} />
      <Choice
        label={notification.previews}
        checked={previews}
        disabled={!desktop}
        onChange={(wanted) => save(notificationPreferences.change({ previews: wanted }))}
      />
      <h4>{notification.thisBrowser}</h4>
      <DesktopPermission />
      <PushChoice />
    </section>
  )
}

/** Web Push, which is a matter of this browser and not of the person. */
function PushChoice() {
  const { notification } = useText()
  const { rest } = useChat()
  const { userId } = useMe()
  const state = useObservable(pushState)
  const granted = useObservable(permission) === 'granted'
  const [progress, setProgress] = useState<'idle' | 'working' | 'failed'>('idle')

  if (state === 'unsupported' || !granted) return null

  function change(wanted: boolean) {
    setProgress('working')
    const changed = wanted ? subscribeToPush(rest, userId) : unsubscribeFromPush(rest)
    changed.then(
      () => setProgress('idle'),
      () => setProgress('failed'),
    )
  }

  return (
    <>
      <Choice label={notification.push} checked={state === 'on'} disabled={progress === 'working'} onChange={change} />
      <div role="alert">{progress === 'failed' && <p className={controls.error}>{notification.pushFailed}</p>}</div>
    </>
  )
}
