import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { useObservable } from '../../ui/useObservable.ts'
import styles from './ChatNotification.module.css'
import { askPermission, permission } from './permission.ts'

/**
 * Whether the browser lets the page show notifications, what to do if not, and the button that
 * asks.
 */
export function DesktopPermission() {
  const { notification } = useText()
  const state = useObservable(permission)
  const explanation = { granted: notification.on, denied: notification.denied, default: notification.ask, unsupported: notification.unsupported }
  return (
    <div className={styles.state} data-permission={state}>
      <p className={controls.hint}>{explanation[state]}</p>
      {state === 'default' && (
        <button type="button" className={controls.primary} onClick={() => void askPermission()}>
          {notification.turnOn}
        </button>
      )}
    </div>
  )
}
