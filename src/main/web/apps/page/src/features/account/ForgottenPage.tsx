import { AccountApi, ChatClient } from '@sealkloud/chat-client'
import { useState } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import styles from '../../ui/card.module.css'
import { Card } from './Card.tsx'
import forms from './account.module.css'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { explain, useAccountWords } from './words/useAccountWords.ts'

/**
 * Asks for a mail with a link for a new password. What it says afterwards does not depend on
 * whether there is such an account.
 */
export default function ForgottenPage() {
  const words = useAccountWords()
  const task = useAction()
  const [username, setUsername] = useState('')
  const back = (
    <a className={controls.button} href="#/">
      {words.forgotten.back}
    </a>
  )
  if (task.done) {
    return (
      <Card title={words.forgotten.sent}>
        <p className={forms.text} role="status">
          {words.forgotten.sentHint}
        </p>
        {back}
      </Card>
    )
  }
  return (
    <Card title={words.forgotten.title}>
      <p className={styles.intro}>{words.forgotten.intro}</p>
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault()
          task.run(() => new AccountApi(new ChatClient().rest).requestPasswordLink(username.trim()))
        }}
      >
        <TextField
          label={words.forgotten.username}
          error={task.error ? explain(task.error, words) : undefined}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
          maxLength={254}
          required
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <button type="submit" className={controls.primary} disabled={task.working}>
          {words.forgotten.submit}
        </button>
      </form>
      {back}
    </Card>
  )
}
