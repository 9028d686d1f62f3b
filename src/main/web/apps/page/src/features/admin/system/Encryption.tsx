import type { ChatError, EncryptionState } from '@sealkloud/chat-client'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Facts } from '@sealkloud/chat-react/ui/Facts.tsx'
import { RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'
import { asError, useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useEffect, useState } from 'react'
import { FailedPart } from '../ui/FailedPart.tsx'
import forms from '../ui/forms.module.css'
import { Outcome } from '../ui/Outcome.tsx'
import { useAdmin } from '../ui/useAdmin.ts'
import { useAdminWords } from '../words/useAdminWords.ts'

const POLL_MS = 2_000

/** How encryption at rest stands, and the rotation of its key. What is going on is followed. */
export function Encryption({ turn }: { turn: number }) {
  const words = useAdminWords().system.encryption
  const admin = useAdmin()
  const rotation = useAction()
  const [state, setState] = useState<EncryptionState | null>(null)
  const [lost, setLost] = useState<ChatError | null>(null)
  const [again, setAgain] = useState(0)
  const shown = !rotation.working

  useEffect(() => {
    // What a look began before a rotation has found, is not how it stands after it.
    if (!shown) return
    let current = true
    let timer: ReturnType<typeof setTimeout>
    function look() {
      admin.encryption().then(
        (found) => {
          if (!current) return
          setState(found)
          setLost(null)
          if (isAtWork(found)) timer = setTimeout(look, POLL_MS)
        },
        (reason: unknown) => {
          if (!current) return
          const error = asError(reason)
          setLost(error)
          if (error.temporary) timer = setTimeout(look, error.retryAfterMs ?? POLL_MS)
        },
      )
    }
    look()
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [admin, turn, again, shown])

  return (
    <>
      <h2 className={forms.section}>{words.title}</h2>
      {!state && !lost && <RowsSkeleton />}
      {!state && lost && <FailedPart error={lost} retry={() => setAgain(again + 1)} />}
      {state && !state.enabled && <p className={controls.hint}>{words.off}</p>}
      {state?.enabled && (
        <>
          <Facts facts={facts(state, words)} />
          <p className={controls.hint}>{words.rotateHint}</p>
          <Outcome of={rotation} done={words.rotated} />
          <div className={forms.buttons}>
            <button type="button" className={controls.button} disabled={rotation.working} onClick={() => rotation.run(() => admin.rotateKeys())}>
              {words.rotate}
            </button>
          </div>
        </>
      )}
    </>
  )
}

type On = Extract<EncryptionState, { enabled: true }>

function isAtWork(state: EncryptionState): boolean {
  return state.enabled && (!state.isThrough || state.keysToWrap > 0)
}

type Words = ReturnType<typeof useAdminWords>['system']['encryption']

function facts({ isThrough, conversationsLeft, filesLeft, keys, keysToWrap, keyId, masterKeyId }: On, words: Words) {
  return [
    [words.stored, isThrough ? words.allSealed : words.left(conversationsLeft, filesLeft)],
    [words.keys, keysToWrap > 0 ? words.toWrap(keysToWrap, keys) : words.allWrapped(keys)],
    [words.key, keyId],
    [words.masterKey, masterKeyId],
  ] as const
}
