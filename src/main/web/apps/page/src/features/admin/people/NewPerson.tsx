import type { MailLanguage, UserRole } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useLanguage, useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { SelectField, TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { NewPasswordField } from '@sealkloud/chat-react/ui/NewPasswordField.tsx'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import forms from '../ui/forms.module.css'
import { Outcome } from '../ui/Outcome.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAdmin } from '../ui/useAdmin.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import { MailFields } from './MailFields.tsx'
import { useRoleOptions } from './useRoleOptions.ts'

/** Makes an account. Its invitation is a step of its own: if that fails, the account is there. */
export function NewPerson({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }) {
  const text = useText()
  const words = useAdminWords().people
  const admin = useAdmin()
  const roles = useRoleOptions()
  const creating = useAction()
  const inviting = useAction()
  const [created, setCreated] = useState(false)
  const [userId, setUserId] = useState('')
  const [userName, setUserName] = useState('')
  const [userRole, setUserRole] = useState<UserRole>('client')
  const [password, setPassword] = useState('')
  const [mail, setMail] = useState('')
  const [language, setLanguage] = useState<MailLanguage>(useLanguage())
  const [invite, setInvite] = useState(false)

  async function create() {
    await admin.createUser({
      userId,
      userName: userName.trim() || userId,
      userRole,
      ...(mail && { mail, language }),
      ...(password && !invite && { password }),
    })
    onCreated()
    if (mail && invite) {
      setCreated(true)
      sendInvitation()
    } else {
      onClose()
    }
  }

  function sendInvitation() {
    inviting.run(async () => {
      await admin.sendPasswordLink(userId)
      onClose()
    })
  }

  if (created) {
    return (
      <Dialog title={words.create} onClose={onClose}>
        <div className={forms.form}>
          <p className={forms.text} role="status">
            {words.created(userId)}
          </p>
          <Outcome of={inviting} reasons={{ conflict: words.linkNotSent, unavailable: words.mailWaits }} />
          <div className={forms.buttons}>
            <button type="button" className={controls.button} onClick={onClose} ref={focus}>
              {text.close}
            </button>
            <button type="button" className={controls.primary} disabled={inviting.working} onClick={sendInvitation}>
              {words.invite}
            </button>
          </div>
        </div>
      </Dialog>
    )
  }

  return (
    <Dialog title={words.create} onClose={onClose}>
      <form
        className={forms.form}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          creating.run(create)
        }}
      >
        <TextField
          label={words.userId}
          hint={words.userIdHint}
          value={userId}
          onChange={(event) => setUserId(event.target.value.trim())}
          pattern="[A-Za-z0-9_\-]{1,64}"
          autoCapitalize="none"
          spellCheck={false}
          required
          data-autofocus=""
        />
        <TextField label={words.name} value={userName} onChange={(event) => setUserName(event.target.value)} maxLength={100} placeholder={userId} />
        <SelectField label={words.role} value={userRole} onChange={(event) => setUserRole(event.target.value as UserRole)} options={roles} />
        <MailFields mail={mail} onMail={setMail} language={language} onLanguage={setLanguage} />
        {mail !== '' && (
          <label className={forms.check}>
            <input type="checkbox" checked={invite} onChange={(event) => setInvite(event.target.checked)} />
            {words.inviteNow}
          </label>
        )}
        {!(mail && invite) && <NewPasswordField label={words.password} hint={words.passwordHint} value={password} onType={setPassword} />}
        <Outcome of={creating} reasons={{ conflict: words.taken, bad_request: words.refused }} />
        <DialogButtons submit={words.submit} working={creating.working} onClose={onClose} />
      </form>
    </Dialog>
  )
}

/** The button that was pressed is gone. */
function focus(button: HTMLButtonElement | null): void {
  button?.focus()
}
