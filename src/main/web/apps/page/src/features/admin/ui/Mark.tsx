import styles from './Mark.module.css'

/** A state in a word; the colour only repeats what the word says. */
export function Mark({ kind, children }: { kind: 'good' | 'bad' | 'plain'; children: string }) {
  return <span className={`${styles.mark} ${styles[kind]}`}>{children}</span>
}
