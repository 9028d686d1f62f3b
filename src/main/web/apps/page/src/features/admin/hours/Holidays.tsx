import type { Holiday } from '@sealkloud/chat-client'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { useRowFocus } from '@sealkloud/chat-react/ui/useRowFocus.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import styles from './Hours.module.css'

const MOST = 500
const FIRST_DAY = '2000-01-01'
const LAST_DAY = '2099-12-31'

interface Props {
  holidays: readonly Holiday[]
  change: (holidays: readonly Holiday[]) => void
}

/** Days on which nobody works. */
export function Holidays({ holidays, change }: Props) {
  const words = useAdminWords().hours
  const { list, adder } = useRowFocus(holidays.length)
  return (
    <section className={styles.part} aria-label={words.holidays}>
      <h2>{words.holidays}</h2>
      {holidays.length === 0 && <p className={controls.hint}>{words.noHolidays}</p>}
      <ul ref={list}>
        {holidays.map((each, index) => (
          <Row
            // they have nothing else, and keep no state of their own
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            label={each.name || words.holidayLabel(index + 1)}
            holiday={each}
            change={(changed) => change(holidays.with(index, changed))}
            remove={() => change(holidays.toSpliced(index, 1))}
          />
        ))}
      </ul>
      {holidays.length < MOST && (
        <button ref={adder} type="button" className={controls.button} onClick={() => change([...holidays, { from: '', to: '' }])}>
          <Icon name="plus" size={18} />
          {words.addHoliday}
        </button>
      )}
    </section>
  )
}

interface RowProps {
  label: string
  holiday: Holiday
  change: (holiday: Holiday) => void
  remove: () => void
}

function Row({ label, holiday, change, remove }: RowProps) {
  const words = useAdminWords().hours
  const { from, to, name = '' } = holiday

  /** A day off is one day until somebody says otherwise. */
  function begin(day: string) {
    change({ ...holiday, from: day, to: to === from || to < day ? day : to })
  }

  function call(called: string) {
    const { name: _, ...days } = holiday
    change(called.trim() === '' ? days : { ...days, name: called })
  }

  return (
    <li>
      <fieldset className={styles.row}>
        <legend className={controls.hidden}>{label}</legend>
        <TextField label={words.firstDay} type="date" value={from} min={FIRST_DAY} max={LAST_DAY} onChange={(event) => begin(event.target.value)} required />
        <TextField
          label={words.lastDay}
          type="date"
          value={to}
          min={from || FIRST_DAY}
          max={LAST_DAY}
          onChange={(event) => change({ ...holiday, to: event.target.value })}
          required
        />
        <TextField label={words.name} value={name} onChange={(event) => call(event.target.value)} maxLength={100} autoComplete="off" />
        <button type="button" className={controls.icon} onClick={remove} aria-label={`${words.remove}: ${label}`} title={words.remove}>
          <Icon name="close" size={18} />
        </button>
      </fieldset>
    </li>
  )
}
