import type { SharedSecret } from '@sealkloud/chat-client'
import { useState } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import styles from './account.module.css'
import { QrCode } from './QrCode.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { explain, useAccountWords } from './words/useAccountWords.ts'

const LENGTH = 6

interface Props {
  shared: SharedSecret
  /** Confirms it with a first code, and gives the recovery codes. */
  confirm: (code: string) => Promise<readonly string[]>
  onDone: () => void
}

/**
 * Sets up an authenticator app: the QR code, a first code, and the recovery codes that are shown
 * once.
 */
export function Authenticator({ shared, confirm, onDone }: Props) {
  const words = useAccountWords()
  const task = useAction()
  const [code, setCode] = useState('')
  const [codes, setCodes] = useState<readonly string[] | null>(null)

  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        task.run(async () => setCodes(await confirm(code)))
      }}
    >
      <p className={styles.text}>{words.factor.scan}</p>
      <QrCode content={shared.uri} label={words.factor.qrCode} />
      <p className={styles.text}>
        {words.factor.orType} <code className={styles.secret}>{shared.secret.replaceAll(/.{4}(?=.)/g, '$& ')}</code>
      </p>
      <TextField
        label={words.factor.code}
        error={task.error ? explain(task.error, words) : undefined}
        value={code}
        // Without a `maxLength`, which would cut `123 456` before its space is removed.
        onChange={(event) => setCode(event.target.value.replaceAll(/\D/g, '').slice(0, LENGTH))}
        inputMode="numeric"
        pattern="[0-9]{6}"
        required
        autoComplete="one-time-code"
      />
      <button type="submit" className={controls.primary} disabled={task.working}>
        {words.factor.confirm}
      </button>
    </form>
  )
}
