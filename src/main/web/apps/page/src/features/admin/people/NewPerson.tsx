import type { MailLanguage, UserRole } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useLanguage, useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { SelectField, TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import forms from '../ui/forms.module.css'
import { Outcome } from '../ui/Outcome.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAdmin } from '../ui/useAdmin.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import { MailFields } from './MailFields.tsx'
import { useRoleOptions } from './useRoleOptions.ts'

/** Makes an account. */
export function NewPerson({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }) {
  const text = useText()
  const words = useAdminWords().people
  const admin = useAdmin()
  const roles = useRoleOptions()
  const action = useAction()
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
    if (mail && invite) await admin.sendPasswordLink(userId)
    onCreated()
    onClose()
  }

  return (
    <Dialog title={words.create} onClose={onClose}>
      <form
        className={forms.form}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          action.run(create)
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
        {!(mail && invite) && (
          <TextField
            label={words.password}
            hint={words.passwordHint}
            type="password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            minLength={8}
            maxLength={200}
            autoComplete="new-password"
          />
        )}
        <Outcome of={action} reasons={{ conflict: words.taken, bad_request: words.refused }} />
        <div className={forms.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            {text.cancel}
          </button>
          <button type="submit" className={controls.primary} disabled={action.working}>
            {words.submit}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
