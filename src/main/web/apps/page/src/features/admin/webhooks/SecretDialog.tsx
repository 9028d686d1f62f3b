import { useState } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import forms from '../ui/forms.module.css'
import { useAdminWords } from '../words/useAdminWords.ts'

/** Shows a secret for the only time. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const text = useText()
  const words = useAdminWords().webhooks
  const [copied, setCopied] = useState(false)
  return (
    <Dialog title={words.secret} onClose={onClose}>
      <div className={forms.form}>
        <TextField label={words.secret} hint={words.secretHint} value={secret} readOnly onFocus={(event) => event.target.select()} data-autofocus="" />
        <p className={controls.hint} role="status">
          {copied && words.copied}
        </p>
        <div className={forms.buttons}>
          <button
            type="button"
            className={controls.button}
            onClick={() =>
              void navigator.clipboard.writeText(secret).then(
                () => setCopied(true),
                () => setCopied(false),
              )
            }
          >
            {words.copy}
          </button>
          <button type="button" className={controls.primary} onClick={onClose}>
            {text.close}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
