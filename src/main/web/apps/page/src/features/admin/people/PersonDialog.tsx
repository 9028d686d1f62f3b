import type { AdministeredUser, UserRole } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useChat, useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { named } from '@sealkloud/chat-react/text/names.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { SelectField, TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { NewPasswordField } from '@sealkloud/chat-react/ui/NewPasswordField.tsx'
import { DataExport } from '@sealkloud/chat-react/ui/DataExport.tsx'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import { Erase } from '../ui/Erase.tsx'
import { FailedPart } from '../ui/FailedPart.tsx'
import forms from '../ui/forms.module.css'
import { Outcome } from '../ui/Outcome.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAdmin } from '../ui/useAdmin.ts'
import { usePages } from '../ui/usePages.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import { Mail } from './Mail.tsx'
import { Part } from './Part.tsx'
import { Picture } from './Picture.tsx'
import { Sessions } from './Sessions.tsx'
import { useRoleOptions } from './useRoleOptions.ts'

interface Props {
  person: AdministeredUser
  onClose: () => void
  onChanged: () => void
}

/** One account: what it is called, what it may do, and whether anybody can log in with it. */
export function PersonDialog({ person, onClose, onChanged }: Props) {
  return (
    <Dialog title={named(person.userName)} onClose={onClose}>
      {person.userName !== person.userId && <p className={`${controls.hint} ${forms.hintAbove}`}>{person.userId}</p>}
      <NameAndRole
        person={person}
        onClose={onClose}
        onSaved={() => {
          onChanged()
          onClose()
        }}
      />
      {person.picture !== undefined && (
        <Picture
          person={person}
          onRemoved={() => {
            onChanged()
            onClose()
          }}
        />
      )}
      {person.enabled && <Mail userId={person.userId} />}
      {person.enabled && <NewPassword userId={person.userId} />}
      {person.enabled && <Sessions userId={person.userId} />}
      <Enabled
        person={person}
        onChanged={() => {
          onChanged()
          onClose()
        }}
      />
      <ExportPerson person={person} />
      <ErasePerson person={person} onChanged={onChanged} />
    </Dialog>
  )
}

function NameAndRole({ person, onClose, onSaved }: { person: AdministeredUser; onClose: () => void; onSaved: () => void }) {
  const { people: words, save } = useAdminWords()
  const admin = useAdmin()
  const action = useAction()
  const roles = useRoleOptions()
  const own = useMe().userId === person.userId
  const [userName, setUserName] = useState(person.userName)
  const [userRole, setUserRole] = useState<UserRole>(person.userRole)

  async function change() {
    await admin.changeUser(person.userId, { userName: userName.trim(), ...(userRole !== person.userRole && { userRole }) })
    onSaved()
  }

  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault()
        action.run(change)
      }}
    >
      <TextField
        label={words.name}
        value={userName}
        onChange={(event) => setUserName(event.target.value)}
        maxLength={100}
        required
        autoComplete="off"
        data-autofocus=""
      />
      <SelectField
        label={words.role}
        hint={own && userRole !== 'admin' ? words.ownRole : undefined}
        value={userRole}
        onChange={(event) => setUserRole(event.target.value as UserRole)}
        options={roles}
      />
      <Outcome of={action} reasons={{ conflict: words.lastAdmin }} />
      <DialogButtons submit={save} working={action.working} onClose={onClose} />
    </form>
  )
}

function NewPassword({ userId }: { userId: string }) {
  const { people: words } = useAdminWords()
  const admin = useAdmin()
  const action = useAction()
  const [password, setPassword] = useState('')
  return (
    <form
      className={forms.part}
      onSubmit={(event) => {
        event.preventDefault()
        action.run(async () => {
          await admin.changeUser(userId, { password })
          setPassword('')
        })
      }}
    >
      <NewPasswordField label={words.newPassword} hint={words.newPasswordHint} value={password} onType={setPassword} required />
      <button type="submit" className={controls.button} disabled={action.working}>
        {words.setPassword}
      </button>
      <Outcome of={action} done={words.passwordSet} reasons={{ bad_request: words.commonPassword }} />
    </form>
  )
}

function Enabled({ person: { userId, enabled }, onChanged }: { person: AdministeredUser; onChanged: () => void }) {
  const { people: words } = useAdminWords()
  const admin = useAdmin()
  const action = useAction()
  const own = useMe().userId === userId
  const change = (wanted: boolean) =>
    action.run(async () => {
      await admin.changeUser(userId, { enabled: wanted })
      onChanged()
    })
  if (!enabled) {
    return (
      <Part title={words.account} hint={words.isDisabled}>
        <button type="button" className={controls.primary} disabled={action.working} onClick={() => change(true)}>
          {words.enable}
        </button>
        <Outcome of={action} />
      </Part>
    )
  }
  return (
    <Part title={words.account} hint={own ? words.disableSelf : words.disableHint}>
      {!own && (
        <button type="button" className={controls.danger} disabled={action.working} onClick={() => change(false)}>
          {words.disable}
        </button>
      )}
      <Outcome of={action} reasons={{ conflict: words.lastAdmin }} />
    </Part>
  )
}

function ErasePerson({ person: { userId, userName, userRole }, onChanged }: { person: AdministeredUser; onChanged: () => void }) {
  const words = useAdminWords().erasure
  const admin = useAdmin()
  const { items, error, reload } = usePages(async () => ({ items: [await admin.account(userId)], nextCursor: null }))
  const account = items?.[0]
  if (useMe().userId === userId || userRole === 'service') return null
  if (error) {
    return (
      <Part title={words.person} hint={words.personHint}>
        <FailedPart error={error} retry={reload} />
      </Part>
    )
  }
  if (!account) return null
  if (account.erased) return <p className={controls.hint}>{words.erasedPerson}</p>
  return (
    <Erase
      title={words.person}
      hint={words.personHint}
      question={words.personQuestion(named(userName))}
      conflict={words.personConflict}
      erase={(reason) => admin.erasePerson(userId, reason)}
      onDone={onChanged}
    />
  )
}

function ExportPerson({ person: { userId, userRole } }: { person: AdministeredUser }) {
  const words = useAdminWords().export
  const { rest } = useChat()
  if (userRole === 'service') return null
  return (
    <Part title={words.title} hint={words.hint}>
      <DataExport rest={rest} userId={userId} words={words} />
    </Part>
  )
}
