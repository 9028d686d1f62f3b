import type { AccountApi, MyAccount } from '@sealkloud/chat-client'
import { useState } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import styles from './account.module.css'
import { Part } from './Part.tsx'
import { Said } from './Said.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAccountWords } from './words/useAccountWords.ts'

/** Changes one's own password. */
export function Password({ api, me }: { api: AccountApi; me: MyAccount }) {
  const words = useAccountWords()
  const task = useAction()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  return (
    <Part title={words.password} hint={words.passwordEnds}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          task.run(async () => {
            await api.changePassword(current, next)
            setCurrent('')
            setNext('')
          })
        }}
      >
        <input type="text" value={me.userId} readOnly autoComplete="username" hidden />
        <TextField
          label={words.current}
          type="password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          maxLength={200}
          required
          autoComplete="current-password"
        />
        <TextField
          label={words.password}
          hint={words.passwordHint}
          type="password"
          value={next}
          onChange={(event) => setNext(event.target.value)}
          minLength={8}
          maxLength={200}
          required
          autoComplete="new-password"
        />
        <Said of={task} done={words.passwordChanged} />
        <button type="submit" className={controls.primary} disabled={task.working}>
          {words.changePassword}
        </button>
      </form>
    </Part>
  )
}
