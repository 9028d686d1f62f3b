import type { ChatError } from '@sealkloud/chat-client'
import { useEffect, useRef, useState } from 'react'
import { Sentence } from '@sealkloud/chat-react/text/names.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { asError, useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import forms from './forms.module.css'
import { Outcome } from './Outcome.tsx'
import { useAdmin } from './useAdmin.ts'
import { useFailureText } from './useFailureText.ts'

const POLL_MS = 1_000

interface Props {
  title: string
  hint: string
  /** The last question before it begins. */
  question: string
  conflict: string
  /** Begins the erasure and answers with its id. */
  erase: (reason: string) => Promise<string>
  onDone: () => void
}

/** Erases for good: asks for the reason, then once more, and shows how far it is. */
export function Erase({ title, hint, question, conflict, erase, onDone }: Props) {
  const words = useAdminWords().erasure
  const action = useAction()
  const [step, setStep] = useState<'closed' | 'reason' | 'question'>('closed')
  const [reason, setReason] = useState('')
  const [erasureId, setErasureId] = useState<string | null>(null)
  const section = useRef<HTMLElement>(null)
  const close = () => setStep('closed')

  // The button that was pressed is gone.
  useEffect(() => {
    if (step !== 'closed') section.current?.querySelector<HTMLElement>('input, [data-focus]')?.focus()
  }, [step])

  return (
    <section className={forms.part} ref={section}>
      <h3>{title}</h3>
      <p className={controls.hint}>{hint}</p>
      {erasureId === null && step === 'closed' && (
        <button type="button" className={controls.danger} onClick={() => setStep('reason')}>
          {words.begin}
        </button>
      )}
      {erasureId === null && step === 'reason' && (
        <form
          className={forms.form}
          onSubmit={(event) => {
            event.preventDefault()
            setStep('question')
          }}
        >
          <TextField
            label={words.reason}
            hint={words.reasonHint}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={500}
            required
            autoComplete="off"
          />
          <div className={forms.buttons}>
            <button type="button" className={controls.button} onClick={close}>
              {words.cancel}
            </button>
            <button type="submit" className={controls.danger}>
              {words.continue}
            </button>
          </div>
        </form>
      )}
      {erasureId === null && step === 'question' && (
        <div className={forms.form} role="group" aria-label={question}>
          <p role="alert">
            <Sentence>{question}</Sentence>
          </p>
          <div className={forms.buttons}>
            <button type="button" className={controls.button} onClick={close} data-focus="">
              {words.cancel}
            </button>
            <button
              type="button"
              className={controls.danger}
              disabled={action.working}
              onClick={() => action.run(async () => setErasureId(await erase(reason.trim())))}
            >
              {words.confirm}
            </button>
          </div>
        </div>
      )}
      {erasureId !== null && <Progress erasureId={erasureId} onDone={onDone} />}
      <Outcome of={action} reasons={{ conflict, held: words.held }} />
    </section>
  )
}

function Progress({ erasureId, onDone }: { erasureId: string; onDone: () => void }) {
  const words = useAdminWords().erasure
  const admin = useAdmin()
  const [said, setSaid] = useState(words.running(0, 0))
  const [isDone, setDone] = useState(false)
  const [failure, setFailure] = useState<ChatError | null>(null)
  const describe = useFailureText()

  useEffect(() => {
    if (isDone || failure) return
    const timer = setInterval(() => {
      admin.erasure(erasureId).then(
        ({ status, done, total }) => {
          setSaid(status === 'done' ? words.done : words.running(done, total))
          if (status === 'done') {
            setDone(true)
            onDone()
          }
        },
        // The next look may tell.
        (reason: unknown) => {
          const error = asError(reason)
          if (!error.temporary) setFailure(error)
        },
      )
    }, POLL_MS)
    return () => clearInterval(timer)
  }, [admin, erasureId, isDone, failure, onDone, words])

  return (
    <>
      <p role="status">{said}</p>
      <div role="alert">{failure && <p className={controls.error}>{describe(failure)}</p>}</div>
    </>
  )
}
