import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react'
import controls from './controls.module.css'
import styles from './Field.module.css'

interface Own {
  label: string
  hint?: ReactNode
  /** What is wrong with the value. */
  error?: string | undefined
}

/** A line of text with its label, and what helps to fill it in. */
export function TextField({ label, hint, error, ...input }: Own & Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id'>) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input {...input} id={id} className={controls.field} {...described(id, hint, error)} />
    </Frame>
  )
}

/** Several lines of text. */
export function TextArea({ label, hint, error, ...input }: Own & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'id'>) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea {...input} id={id} className={`${controls.field} ${styles.area}`} {...described(id, hint, error)} />
    </Frame>
  )
}

interface SelectProps extends Own, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'id'> {
  options: readonly (readonly [value: string, label: string])[]
}

/** One of several values. */
export function SelectField({ label, hint, error, options, ...input }: SelectProps) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select {...input} id={id} className={controls.field} {...described(id, hint, error)}>
        {options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </Frame>
  )
}

function Frame({ id, label, hint, error, children }: Own & { id: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className={controls.hint}>
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={controls.error}>
          {error}
        </p>
      )}
    </div>
  )
}

function described(id: string, hint: ReactNode, error: string | undefined) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return { ...(ids && { 'aria-describedby': ids }), ...(error && { 'aria-invalid': true }) }
}
