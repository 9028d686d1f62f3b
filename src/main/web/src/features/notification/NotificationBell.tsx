import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { change, preferences, toggleMute } from '../preferences/preferences.ts'
import styles from './ChatNotification.module.css'
import { askPermission, permission } from './permission.ts'

/** Shows whether one is told of new messages, and opens the settings for it. */
export function NotificationBell({ conversationId }: { conversationId: string }) {
  const text = useText()
  const { sound, doNotDisturb, muted } = useObservable(preferences)
  const isMuted = muted.includes(conversationId)
  const granted = useObservable(permission) === 'granted'
  const quiet = isMuted || doNotDisturb || !granted

  return (
    <Popover label={text.notification.bell} className={controls.icon} button={<Icon name={quiet ? 'bellOff' : 'bell'} />}>
      <div className={styles.panel}>
        <h2 className={styles.heading}>{text.notification.desktop}</h2>
        <DesktopState />
        <div className={styles.choices}>
          <Choice label={text.notification.sound} checked={sound} onChange={() => change({ sound: !sound })} />
          <Choice label={text.notification.mute} checked={isMuted} onChange={() => toggleMute(conversationId)} />
          <Choice label={text.menu.doNotDisturb} checked={doNotDisturb} onChange={() => change({ doNotDisturb: !doNotDisturb })} />
        </div>
      </div>
    </Popover>
  )
}

function DesktopState() {
  const { notification } = useText()
  const state = useObservable(permission)
  const explanation = { granted: notification.on, denied: notification.denied, default: notification.ask, unsupported: notification.unsupported }
  return (
    <div className={styles.state}>
      <p className={controls.hint}>{explanation[state]}</p>
      {state === 'default' && (
        <button type="button" className={controls.primary} onClick={() => void askPermission()}>
          {notification.turnOn}
        </button>
      )}
    </div>
  )
}

function Choice({ label, checked, onChange }: { label: string; checked: boolean; onChange: () => void }) {
  return (
    <label className={controls.choice}>
      <input type="checkbox" checked={checked} onChange={onChange} />
      {label}
    </label>
  )
}
