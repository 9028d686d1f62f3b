import type { AccountApi, MySecondFactor, SharedSecret } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import styles from './account.module.css'
import { Authenticator } from './Authenticator.tsx'
import { Part } from './Part.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { Said } from './Said.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAccountWords } from './words/useAccountWords.ts'

/** The second factor: set up, removed, and its recovery codes; each takes the password. */
export function SecondFactor({ api }: { api: AccountApi }) {
  const { factor: words, retry } = useAccountWords()
  const task = useAction()
  const [factor, setFactor] = useState<MySecondFactor | 'failed' | null>(null)
  const [shared, setShared] = useState<SharedSecret | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [password, setPassword] = useState('')
  const [turn, setTurn] = useState(0)

  useEffect(() => {
    let current = true
    api.secondFactor().then(
      (found) => current && setFactor(found),
      () => current && setFactor('failed'),
    )
    return () => {
      current = false
    }
  }, [api, turn])

  if (factor === null) return null
  if (factor === 'failed') {
    return (
      <Part title={words.title}>
        <button type="button" className={controls.button} onClick={() => setTurn(turn + 1)}>
          {retry}
        </button>
      </Part>
    )
  }
  const settled = () => {
    setShared(null)
    setCodes(null)
    setTurn((before) => before + 1)
  }
  const withPassword = (act: (current: string) => Promise<unknown>) =>
    task.run(async () => {
      await act(password)
      setPassword('')
    })
  const remove = async (current: string) => {
    await api.removeSecondFactor(current)
    settled()
  }

  if (shared) {
    return (
      <Part title={words.title} hint={words.hint}>
        <Authenticator shared={shared} confirm={(code) => api.confirmSecondFactor(code)} onDone={settled} />
      </Part>
    )
  }
  if (codes) {
    return (
      <Part title={words.title}>
        <RecoveryCodes codes={codes} onDone={settled} />
      </Part>
    )
  }
  return (
    <Part title={words.title} hint={words.hint}>
      <p className={styles.text} data-second-factor={factor.enabled ? 'on' : 'off'}>
        {factor.enabled ? words.isOn(factor.recoveryCodesLeft) : words.isOff}
      </p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (factor.enabled) withPassword(async (current) => setCodes(await api.renewRecoveryCodes(current)))
          else withPassword(async (current) => setShared(await api.setUpSecondFactor(current)))
        }}
      >
        <TextField
          label={words.password}
          type="password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          maxLength={200}
          required
          autoComplete="current-password"
        />
        <Said of={task} />
        <div className={styles.buttons}>
          <button type="submit" className={controls.button} disabled={task.working}>
            {factor.enabled ? words.newCodes : words.setUp}
          </button>
          {factor.enabled && !factor.required && (
            <button type="button" className={controls.danger} disabled={task.working || password === ''} onClick={() => withPassword(remove)}>
              {words.remove}
            </button>
          )}
        </div>
      </form>
    </Part>
  )
}
