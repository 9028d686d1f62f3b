import type { Room } from '@sealkloud/chat-client'
import { named } from '@sealkloud/chat-react/text/names.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useState } from 'react'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import forms from '../ui/forms.module.css'
import { Outcome } from '../ui/Outcome.tsx'
import { useAdmin } from '../ui/useAdmin.ts'
import { useAdminWords } from '../words/useAdminWords.ts'

interface Props {
  room: Room
  onChanged: () => void
  onClose: () => void
}

/** A team room: its name, and whether it is archived. */
export function RoomDialog({ room, onChanged, onClose }: Props) {
  const { rooms: words, save } = useAdminWords()
  const admin = useAdmin()
  const renaming = useAction()
  const archiving = useAction()
  const [name, setName] = useState(room.name)
  const change = async (wanted: { name?: string; archived?: boolean }) => {
    await admin.changeRoom(room.roomId, wanted)
    onChanged()
    onClose()
  }

  return (
    <Dialog title={words.changeNamed(named(room.name))} onClose={onClose}>
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault()
          renaming.run(() => change({ name: name.trim() }))
        }}
      >
        <TextField
          label={words.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={200}
          required
          autoComplete="off"
          data-autofocus=""
        />
        <Outcome of={renaming} />
        <DialogButtons submit={save} working={renaming.working} onClose={onClose} />
      </form>
      <div className={forms.part}>
        <p className={forms.text}>{room.archived ? words.restoreHint : words.archiveHint}</p>
        <button
          type="button"
          className={room.archived ? controls.primary : controls.danger}
          disabled={archiving.working}
          onClick={() => archiving.run(() => change({ archived: !room.archived }))}
        >
          {room.archived ? words.restore : words.archive}
        </button>
        <Outcome of={archiving} />
      </div>
    </Dialog>
  )
}
