import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import styles from './StateScreen.module.css'

interface Props {
  icon: IconName
  title: string
  text?: string | undefined
  /** What one can do about it. */
  children?: ReactNode
}

/**
 * Fills the space of something that is empty, forbidden, missing or broken, and says what to do.
 */
export function StateScreen({ icon, title, text, children }: Props) {
  return (
    <div className={styles.screen}>
      <span className={styles.sign}>
        <Icon name={icon} size={28} />
      </span>
      <h2 className={styles.title}>{title}</h2>
      {text && <p className={styles.text}>{text}</p>}
      {children}
    </div>
  )
}
