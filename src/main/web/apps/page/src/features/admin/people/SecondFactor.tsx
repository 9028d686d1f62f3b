import controls from '@sealkloud/chat-react/ui/controls.module.css'
import forms from '../ui/forms.module.css'
import { Outcome } from '../ui/Outcome.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAdmin } from '../ui/useAdmin.ts'
import { useAdminWords } from '../words/useAdminWords.ts'

/** Removes the second factor of somebody who has lost the device. */
export function SecondFactor({ userId }: { userId: string }) {
  const words = useAdminWords().people
  const admin = useAdmin()
  const action = useAction()
  return (
    <section className={forms.part}>
      <h3>{words.factor}</h3>
      <p className={controls.hint}>{words.factorHint}</p>
      {!action.done && (
        <button type="button" className={controls.button} disabled={action.working} onClick={() => action.run(() => admin.removeSecondFactor(userId))}>
          {words.removeFactor}
        </button>
      )}
      <Outcome of={action} done={words.factorRemoved} />
    </section>
  )
}
