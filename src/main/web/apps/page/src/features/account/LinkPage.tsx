import { AccountApi, ChatClient, ChatError, type PasswordLink } from '@sealkloud/chat-client'
import { useEffect, useMemo, useState } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import styles from '../../ui/card.module.css'
import { Card } from './Card.tsx'
import forms from './account.module.css'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { explain, useAccountWords } from './words/useAccountWords.ts'

const REASONS = ['unknown', 'expired', 'used'] as const
type Reason = (typeof REASONS)[number]

/**
 * Where a link of a mail leads: somebody chooses their password, or learns why the link works no
 * more.
 */
export default function LinkPage({ purpose, token }: { purpose: PasswordLink['purpose']; token: string }) {
  const words = useAccountWords()
  const account = useMemo(() => new AccountApi(new ChatClient().rest), [])
  const [link, setLink] = useState<PasswordLink | ChatError | null>(null)
  const [turn, setTurn] = useState(0)

  useEffect(() => {
    let current = true
    account.passwordLink(token).then(
      (found) => current && setLink(found),
      (error: unknown) => current && setLink(error instanceof ChatError ? error : new ChatError('unexpected', String(error))),
    )
    return () => {
      current = false
    }
  }, [account, token, turn])

  if (link === null) {
    return (
      <Card title={words.link[purpose].title}>
        <p className={forms.text} role="status">
          {words.link.checking}
        </p>
      </Card>
    )
  }
  if (!(link instanceof ChatError)) return <NewPassword account={account} link={link} token={token} />
  const reason = link.code === 'bad_request' ? 'unknown' : REASONS.find((each) => each === link.reason)
  if (reason) return <Refused purpose={purpose} reason={reason} />
  return (
    <Card title={words.link[purpose].title}>
      <p className={styles.wrong} role="alert">
        {explain(link, words)}
      </p>
      <button
        type="button"
        className={controls.primary}
        onClick={() => {
          setLink(null)
          setTurn((before) => before + 1)
        }}
      >
        {words.retry}
      </button>
    </Card>
  )
}

function Refused({ purpose, reason }: { purpose: PasswordLink['purpose']; reason: Reason }) {
  const words = useAccountWords()
  return (
    <Card title={words.link.refused[reason]}>
      <p className={forms.text}>{words.link.refusedHints[reason]}</p>
      {purpose === 'invitation' && <p className={forms.text}>{words.link.askAnAdministrator}</p>}
      {purpose === 'reset' && (
        <a className={controls.primary} href="#/forgotten">
          {words.link.askForReset}
        </a>
      )}
      <a className={controls.button} href="#/">
        {words.toLogIn}
      </a>
    </Card>
  )
}

function NewPassword({ account, link, token }: { account: AccountApi; link: PasswordLink; token: string }) {
  const words = useAccountWords()
  const task = useAction()
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [checked, setChecked] = useState(false)
  const own = words.link[link.purpose]
  const reason = task.error && REASONS.find((each) => each === task.error?.reason)

  if (task.done) {
    return (
      <Card title={words.link.done}>
        <p className={forms.text} role="status">
          {words.link.doneHint(link.userId)}
        </p>
        {/* Replaced, so that the history holds no link. */}
        <button type="button" className={controls.primary} onClick={() => location.replace('#/')}>
          {words.toLogIn}
        </button>
      </Card>
    )
  }
  if (reason) return <Refused purpose={link.purpose} reason={reason} />
  return (
    <Card title={own.title}>
      <p className={styles.intro}>
        <bdi>{link.userName}</bdi> – {own.intro}
      </p>
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault()
          setChecked(true)
          if (password === repeated) task.run(() => account.setPasswordBy(token, password))
        }}
      >
        {/* Password managers store it beside the password. */}
        <TextField label={words.link.username} value={link.userId} readOnly autoComplete="username" />
        <TextField
          label={words.password}
          hint={words.passwordHint}
          error={task.error ? explain(task.error, words) : undefined}
          type="password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          minLength={8}
          maxLength={200}
          required
          autoComplete="new-password"
        />
        <TextField
          label={words.repeat}
          error={checked && password !== repeated ? words.different : undefined}
          type="password"
          value={repeated}
          onChange={(event) => setRepeated(event.target.value)}
          maxLength={200}
          required
          autoComplete="new-password"
        />
        <button type="submit" className={controls.primary} disabled={task.working}>
          {task.working ? words.link.working : own.submit}
        </button>
      </form>
    </Card>
  )
}
