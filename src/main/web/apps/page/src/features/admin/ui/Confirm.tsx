import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import forms from './forms.module.css'
import { Outcome } from './Outcome.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'

interface Props {
  title: string
  text: string
  submit: string
  act: () => Promise<unknown>
  onDone: () => void
  onClose: () => void
}

/** Asks before something is done that cannot be undone. */
export function Confirm({ title, text: question, submit, act, onDone, onClose }: Props) {
  const text = useText()
  const action = useAction()

  async function go() {
    await act()
    onDone()
    onClose()
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <div className={forms.form}>
        <p className={forms.text}>{question}</p>
        <Outcome of={action} />
        <div className={forms.buttons}>
          <button type="button" className={controls.button} onClick={onClose} data-autofocus="">
            {text.cancel}
          </button>
          <button type="button" className={controls.danger} disabled={action.working} onClick={() => action.run(go)}>
            {submit}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
