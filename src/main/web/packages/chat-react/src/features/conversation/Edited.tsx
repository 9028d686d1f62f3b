import { isStaff, type MessageEvent } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { useMe } from '../session/ChatProvider.tsx'
import { LaterVersions } from './laterParts.ts'
import styles from './MessageRow.module.css'

/** That it was edited; asked, it says when, and shows staff what was there before. */
export function Edited({ at, message }: { at: string; message: MessageEvent }) {
  const text = useText()
  const dates = useDates()
  const staff = isStaff(useMe().userRole)
  const [open, setOpen] = useState(false)
  const date = dates.full(new Date(at))
  const label = staff ? text.message.showVersions(date) : text.message.editedAt(date)
  return (
    <>
      <button
        type="button"
        className={styles.edited}
        {...(staff ? { 'aria-haspopup': 'dialog' } : { 'aria-expanded': open })}
        title={label}
        onClick={() => setOpen(staff || !open)}
      >
        {open && !staff ? label : text.message.edited}
      </button>
      {open && staff && <LaterVersions message={message} onClose={() => setOpen(false)} />}
    </>
  )
}
