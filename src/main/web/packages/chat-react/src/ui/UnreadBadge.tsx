import { useText } from '../i18n/LanguageProvider.tsx'
import controls from './controls.module.css'
import styles from './UnreadBadge.module.css'

interface Props {
  count: number
  /** The count as it is shown, unless it is too large; as it is if this is left out. */
  shown?: string
  /** What is counted, for screen readers; unread messages if it is left out. */
  label?: string
}

/** How many messages are unread, or how many of something else wait; nothing if none do. */
export function UnreadBadge({ count, shown = `${count}`, label }: Props) {
  const text = useText()
  if (count === 0) return null
  return (
    <span className={styles.badge}>
      <span aria-hidden="true">{count > 99 ? '99+' : shown}</span>
      <span className={controls.hidden}>{label ?? text.sidebar.unread(count)}</span>
    </span>
  )
}
