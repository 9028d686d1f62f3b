import { useState } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { named } from '@sealkloud/chat-react/text/names.tsx'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import forms from '../ui/forms.module.css'
import { Outcome } from '../ui/Outcome.tsx'
import { useAdmin } from '../ui/useAdmin.ts'
import { useAdminWords } from '../words/useAdminWords.ts'

interface Props {
  conversationId: string
  title: string
  held: boolean
  onDone: () => void
  onClose: () => void
}

/** Sets or ends a hold; either needs a reason. */
export function HoldDialog({ conversationId, title, held, onDone, onClose }: Props) {
  const text = useText()
  const words = useAdminWords().retention
  const admin = useAdmin()
  const action = useAction()
  const [reason, setReason] = useState('')

  async function go() {
    await (held ? admin.releaseHold(conversationId, reason.trim()) : admin.setHold(conversationId, reason.trim()))
    onDone()
    onClose()
  }

  return (
    <Dialog title={held ? words.releaseNamed(named(title)) : words.holdNamed(named(title))} onClose={onClose}>
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault()
          void action.run(go)
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
          data-autofocus=""
        />
        <Outcome of={action} reasons={{ conflict: words.conflict }} />
        <div className={forms.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            {text.cancel}
          </button>
          <button type="submit" className={controls.primary} disabled={action.working}>
            {held ? words.endHold : words.setHold}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
