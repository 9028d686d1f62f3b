import { ChatError } from '@sealkloud/chat-client'
import { useRef, useState } from 'react'

export interface Action {
  working: boolean
  done: boolean
  error: ChatError | null
  /** Does it, unless it is being done. */
  run: (act: () => Promise<unknown>) => void
  /** Forgets how it went. */
  forget: () => void
}

const IDLE = { working: false, done: false, error: null }

/** Something that a person asked for: how it is going. */
export function useAction(): Action {
  const [state, setState] = useState<Omit<Action, 'run' | 'forget'>>(IDLE)
  const busy = useRef(false)

  return {
    ...state,
    run(act) {
      if (busy.current) return
      busy.current = true
      setState({ working: true, done: false, error: null })
      act()
        .then(
          () => setState({ working: false, done: true, error: null }),
          (reason: unknown) => setState({ working: false, done: false, error: asError(reason) }),
        )
        .finally(() => {
          busy.current = false
        })
    },
    forget: () => {
      if (!busy.current) setState(IDLE)
    },
  }
}

export function asError(reason: unknown): ChatError {
  return reason instanceof ChatError ? reason : new ChatError('unexpected', String(reason))
}
