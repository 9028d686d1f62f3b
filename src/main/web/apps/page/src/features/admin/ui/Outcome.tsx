import type { ChatErrorCode } from '@sealkloud/chat-client'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import forms from './forms.module.css'
import type { Action } from '@sealkloud/chat-react/ui/useAction.ts'
import { useFailureText } from './useFailureText.ts'

interface Props {
  of: Action
  /** What to say once it is done. */
  done?: string
  /** What a refusal means here. */
  reasons?: Partial<Record<ChatErrorCode, string>>
}

/** Says how something went that a person asked for. */
export function Outcome({ of: { done, error }, done: said, reasons }: Props) {
  const describe = useFailureText()
  return (
    <div className={forms.outcome}>
      <div role="alert">{error && <p className={controls.error}>{describe(error, reasons)}</p>}</div>
      <div role="status">{done && said && <p className={controls.hint}>{said}</p>}</div>
    </div>
  )
}
