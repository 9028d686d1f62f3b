import type { ReactNode } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import forms from './forms.module.css'

interface Props {
  submit: string
  working: boolean
  onClose: () => void
  /** What stands before the others. */
  children?: ReactNode
}

/** The last row of a form in a dialog: cancel, or send it. */
export function DialogButtons({ submit, working, onClose, children }: Props) {
  const text = useText()
  return (
    <div className={forms.buttons}>
      {children}
      <button type="button" className={controls.button} onClick={onClose}>
        {text.cancel}
      </button>
      <button type="submit" className={controls.primary} disabled={working}>
        {submit}
      </button>
    </div>
  )
}
