import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import forms from './forms.module.css'

interface Props {
  text: string
  /** Of the button that makes another one. */
  create: string
  onCreate: () => void
}

/** What a list is for, and the button that adds to it. */
export function Intro({ text, create, onCreate }: Props) {
  return (
    <div className={forms.tools}>
      <p className={forms.text}>{text}</p>
      <div className={forms.actions}>
        <button type="button" className={controls.primary} onClick={onCreate}>
          <Icon name="plus" size={18} />
          {create}
        </button>
      </div>
    </div>
  )
}
