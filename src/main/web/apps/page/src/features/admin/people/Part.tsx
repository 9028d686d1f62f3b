import type { ReactNode } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import forms from '../ui/forms.module.css'

/** One concern of a person's dialog. */
export function Part({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <section className={forms.part}>
      <h3>{title}</h3>
      <p className={controls.hint}>{hint}</p>
      {children}
    </section>
  )
}
