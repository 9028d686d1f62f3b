import { useText } from '../i18n/LanguageProvider.tsx'
import controls from './controls.module.css'
import styles from './Skeleton.module.css'

const ROWS = [62, 44, 70, 52, 58]
const MESSAGES: { width: number; height: number; mine?: boolean }[] = [
  { width: 280, height: 44 },
  { width: 200, height: 44 },
  { width: 240, height: 44, mine: true },
  { width: 340, height: 68 },
  { width: 180, height: 44, mine: true },
]

/** Where rows of a list will be. */
export function RowsSkeleton() {
  return (
    <div className={styles.rows} role="status">
      <Loading />
      {ROWS.map((width) => (
        <div className={styles.row} key={width}>
          <div className={styles.bone} style={{ width: 36, height: 36, borderRadius: '50%' }} />
          <div className={styles.lines}>
            <div className={styles.bone} style={{ width: `${width}%`, height: 12 }} />
            <div className={styles.bone} style={{ width: `${width + 20}%`, height: 10 }} />
          </div>
        </div>
      ))}
    </div>
  )
}

/** Where the messages of a conversation will be. */
export function MessagesSkeleton() {
  return (
    <div className={styles.messages} role="status">
      <Loading />
      {MESSAGES.map(({ width, height, mine }) => (
        <div className={mine ? `${styles.bone} ${styles.mine}` : styles.bone} style={{ width, height, maxWidth: '80%' }} key={width} />
      ))}
    </div>
  )
}

function Loading() {
  return <span className={controls.hidden}>{useText().loading}</span>
}
