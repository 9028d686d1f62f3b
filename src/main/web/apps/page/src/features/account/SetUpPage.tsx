import { AccountApi, ChatClient, ChatError, type SharedSecret } from '@sealkloud/chat-client'
import { useEffect, useMemo, useState } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import styles from '../../ui/card.module.css'
import forms from './account.module.css'
import { Authenticator } from './Authenticator.tsx'
import { Card } from './Card.tsx'
import { explain, useAccountWords } from './words/useAccountWords.ts'

interface Props {
  username: string
  password: string
  /** Somebody is logged in now. */
  onDone: () => void
  onCancel: () => void
}

/** Sets up the second factor without which somebody may not log in. */
export default function SetUpPage({ username, password, onDone, onCancel }: Props) {
  const words = useAccountWords()
  const { rest } = useMemo(() => new ChatClient(), [])
  const [shared, setShared] = useState<SharedSecret | ChatError | null>(null)

  useEffect(() => {
    let current = true
    new AccountApi(rest).setUpSecondFactorToLogIn(username, password).then(
      (found) => current && setShared(found),
      (error: unknown) => current && setShared(error instanceof ChatError ? error : new ChatError('unexpected', String(error))),
    )
    return () => {
      current = false
    }
  }, [rest, username, password])

  return (
    <Card title={words.factor.required}>
      <p className={styles.intro}>{words.factor.requiredHint}</p>
      {shared instanceof ChatError ? (
        <p className={styles.wrong} role="alert">
          {explain(shared, words)}
        </p>
      ) : (
        shared && (
          <Authenticator shared={shared} confirm={async (code) => (await rest.openSession(username, password, code)).recoveryCodes ?? []} onDone={onDone} />
        )
      )}
      <button type="button" className={`${controls.button} ${forms.text}`} onClick={onCancel}>
        {words.forgotten.back}
      </button>
    </Card>
  )
}
