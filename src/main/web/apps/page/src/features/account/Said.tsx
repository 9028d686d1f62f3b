import controls from '@sealkloud/chat-react/ui/controls.module.css'
import type { Action } from '@sealkloud/chat-react/ui/useAction.ts'
import { explain, useAccountWords } from './words/useAccountWords.ts'

/** Says how something went. The regions are there before they speak. */
export function Said({ of: { done, error }, done: said, conflict }: { of: Action; done?: string; conflict?: string }) {
  const words = useAccountWords()
  return (
    <>
      <div role="alert">{error && <p className={controls.error}>{error.code === 'conflict' && conflict ? conflict : explain(error, words)}</p>}</div>
      <div role="status">{done && said && <p className={controls.hint}>{said}</p>}</div>
    </>
  )
}
