import { useId, type ReactNode } from 'react'
import styles from './account.module.css'

/** One concern of the account's page. */
export function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint && <p className={styles.text}>{hint}</p>}
      {children}
    </section>
  )
}
