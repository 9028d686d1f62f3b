import type { ReactNode } from 'react'
import controls from './controls.module.css'

interface Props {
  label: ReactNode
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}

/** A checkbox with its label. */
export function Choice({ label, checked, disabled, onChange }: Props) {
  return (
    <label className={controls.choice}>
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}
