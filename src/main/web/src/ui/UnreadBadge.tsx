import { useText } from '../i18n/LanguageProvider.tsx'
import controls from './controls.module.css'
import styles from './UnreadBadge.module.css'

/** How many messages are unread; nothing if none are. */
export function UnreadBadge({ count }: { count: number }) {
  const text = useText()
  if (count === 0) return null
  return (
    <span className={styles.badge}>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className={controls.hidden}>{text.sidebar.unread(count)}</span>
    </span>
  )
}
