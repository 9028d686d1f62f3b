import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import forms from '../ui/forms.module.css'
import { Outcome } from '../ui/Outcome.tsx'
import { useAdmin } from '../ui/useAdmin.ts'
import { useAdminWords } from '../words/useAdminWords.ts'

/** Has the index of the search made anew. */
export function SearchIndex() {
  const words = useAdminWords().system.search
  const admin = useAdmin()
  const rebuild = useAction()
  return (
    <>
      <h2 className={forms.section}>{words.title}</h2>
      <p className={controls.hint}>{words.hint}</p>
      <Outcome of={rebuild} done={words.begun} />
      <div className={forms.buttons}>
        <button type="button" className={controls.button} disabled={rebuild.working} onClick={() => rebuild.run(() => admin.rebuildSearch())}>
          {words.rebuild}
        </button>
      </div>
    </>
  )
}
