import controls from '@sealkloud/chat-react/ui/controls.module.css'
import styles from './account.module.css'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAccountWords } from './words/useAccountWords.ts'

/** The codes that stand in for a lost device, which are shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const words = useAccountWords().factor
  const copying = useAction()
  return (
    <div className={styles.form}>
      <p className={styles.text} role="status">
        {words.keepCodes}
      </p>
      <ul className={styles.codes} aria-label={words.recoveryCodes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div role="alert">{copying.error && <p className={controls.error}>{words.notCopied}</p>}</div>
      <div className={styles.buttons}>
        <button type="button" className={controls.button} onClick={() => copying.run(async () => navigator.clipboard.writeText(codes.join('\n')))}>
          {copying.done ? words.copied : words.copy}
        </button>
        <button type="button" className={controls.primary} onClick={onDone}>
          {words.kept}
        </button>
      </div>
    </div>
  )
}
