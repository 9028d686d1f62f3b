import { useId } from 'react'
import controls from './controls.module.css'
import styles from './Segments.module.css'

interface Props {
  legend: string
  /** Says it to screen readers alone, where it is plain what is chosen. */
  legendHidden?: boolean
  options: readonly (readonly [value: string, label: string])[]
  chosen: string
  disabled?: boolean
  choose: (value: string) => void
}

/** One choice of a few, side by side. */
export function Segments({ legend, legendHidden, options, chosen, disabled, choose }: Props) {
  const name = useId()
  return (
    <fieldset className={styles.group} disabled={disabled}>
      <legend className={legendHidden ? controls.hidden : undefined}>{legend}</legend>
      <div className={styles.segments}>
        {options.map(([value, label]) => (
          <label key={value}>
            <input type="radio" name={name} value={value} checked={value === chosen} onChange={() => choose(value)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
