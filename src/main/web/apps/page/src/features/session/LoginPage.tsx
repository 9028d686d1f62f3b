import { ChatError, type LogInOptions } from '@sealkloud/chat-client'
import { useActionState, useEffect } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import type { Dictionary } from '@sealkloud/chat-react/i18n/en.ts'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import styles from '../../ui/card.module.css'
import { rememberPlace } from './returnTo.ts'
import { useLogInOptions } from './useLogInOptions.ts'

interface Props {
  /** True if the person was logged in and the session has ended. */
  expired: boolean
  /** Why the log-in by an identity provider that has just been tried has led to nothing. */
  refused: string | undefined
  logIn: (username: string, password: string, code?: string) => Promise<void>
  /** The password is right, but a second factor has to be set up first. */
  onSetUp: (username: string, password: string) => void
}

interface Attempt {
  username: string
  error: string | null
  /** Right, but a code of the second factor is needed too. */
  password?: string
}

export function LoginPage({ expired, refused, logIn, onSetUp }: Props) {
  const text = useText()
  const [attempt, submit, working] = useActionState(
    async (_: Attempt, form: FormData): Promise<Attempt> => {
      const username = String(form.get('username')).trim()
      const password = String(form.get('password'))
      // Apps show codes in groups.
      const code = String(form.get('code') ?? '').replaceAll(/\s/g, '')
      try {
        await logIn(username, password, code)
        return { username, error: null }
      } catch (error) {
        const reason = error instanceof ChatError ? error.reason : undefined
        if (reason === 'second_factor_setup') onSetUp(username, password)
        if (reason === 'second_factor_required') return { username, password, error: null }
        const isNoCode = code !== '' && error instanceof ChatError && error.code === 'bad_request'
        // The password stays, as the form forgets it and it was right.
        if (reason === 'second_factor_wrong' || isNoCode) return { username, password, error: text.login.wrongCode }
        return { username, error: explain(error, text) }
      }
    },
    { username: '', error: null },
  )

  const options = useLogInOptions()

  // Of the conversation that was open nothing may stay in the window of somebody who has logged
  // out.
  useEffect(() => {
    document.title = text.login.title
  }, [text])

  return (
    <main className={styles.page}>
      <form className={styles.card} action={submit}>
        <div className={styles.brand}>
          <img src="/icon.svg" alt="" />
          SealKloud Chat
        </div>
        <h1 className={styles.title}>{text.login.title}</h1>
        <p className={styles.intro}>{text.login.intro}</p>
        {expired && !attempt.error && <p className={styles.notice}>{text.login.expired}</p>}
        {refused !== undefined && attempt.username === '' && (
          <p className={styles.wrong} role="alert">
            {refusal(refused, text)}
          </p>
        )}
        <label className={controls.label}>
          {text.login.username}
          <input
            className={controls.field}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={attempt.username}
            required
          />
        </label>
        <label className={controls.label}>
          {text.login.password}
          <input className={controls.field} name="password" type="password" autoComplete="current-password" defaultValue={attempt.password} required />
        </label>
        {attempt.password !== undefined && (
          <label className={controls.label}>
            {text.login.code}
            <input className={controls.field} name="code" autoComplete="one-time-code" maxLength={40} ref={focus} required />
          </label>
        )}
        <div role="alert">{attempt.error && <p className={styles.wrong}>{attempt.error}</p>}</div>
        <button type="submit" className={controls.primary} disabled={working}>
          {working ? text.login.working : text.login.submit}
        </button>
        {options?.passwordLinks && (
          <a className={controls.button} href="#/forgotten">
            {text.login.forgotten}
          </a>
        )}
        {options && options.providers.length > 0 && <Providers providers={options.providers} />}
      </form>
    </main>
  )
}

/** Log-ins elsewhere. They leave the page, and come back to it. */
function Providers({ providers }: { providers: LogInOptions['providers'] }) {
  const text = useText().login
  return (
    <div className={styles.providers}>
      {providers.map(({ id, name }) => (
        <a key={id} className={controls.button} href={`/oauth2/authorization/${id}`} onClick={rememberPlace}>
          {text.byProvider(name)}
        </a>
      ))}
    </div>
  )
}

function refusal(reason: string, text: Dictionary): string {
  const reasons: Partial<Record<string, string>> = text.login.refused
  return reasons[reason] ?? text.login.failed
}

/** It has just appeared, and is what is to be filled in next. */
function focus(input: HTMLInputElement | null): void {
  input?.focus()
}

function explain(error: unknown, text: Dictionary): string {
  if (!(error instanceof ChatError)) return text.login.failed
  if (error.code === 'unauthenticated') return text.login.wrong
  if (error.code === 'rate_limited') return text.login.tooMany(Math.ceil((error.retryAfterMs ?? 60_000) / 1000))
  if (error.temporary) return text.login.unreachable
  return text.login.failed
}
