import type { WeeklyHours } from '@sealkloud/chat-client'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { useRowFocus } from '@sealkloud/chat-react/ui/useRowFocus.ts'
import { Weekdays } from '@sealkloud/chat-react/ui/Weekdays.tsx'
import { useAdminWords } from '../words/useAdminWords.ts'
import styles from './Hours.module.css'

const MOST = 50
const OFFICE: WeeklyHours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }
const TIME = '([01][0-9]|2[0-3]):[0-5][0-9]'

interface Props {
  hours: readonly WeeklyHours[]
  change: (hours: readonly WeeklyHours[]) => void
}

/** The hours of a week. */
export function Week({ hours, change }: Props) {
  const words = useAdminWords().hours
  const { list, adder } = useRowFocus(hours.length)
  return (
    <section className={styles.part} aria-label={words.week}>
      <h2>{words.week}</h2>
      <p className={controls.hint}>{hours.length === 0 ? words.noHours : words.timesHint}</p>
      <ul ref={list}>
        {hours.map((each, index) => (
          <Row
            // they have nothing else, and keep no state of their own
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            label={words.hoursLabel(index + 1)}
            hours={each}
            change={(changed) => change(hours.with(index, changed))}
            remove={() => change(hours.toSpliced(index, 1))}
          />
        ))}
      </ul>
      {hours.length < MOST && (
        <button ref={adder} type="button" className={controls.button} onClick={() => change([...hours, OFFICE])}>
          <Icon name="plus" size={18} />
          {words.addHours}
        </button>
      )}
    </section>
  )
}

interface RowProps {
  label: string
  hours: WeeklyHours
  change: (hours: WeeklyHours) => void
  remove: () => void
}

function Row({ label, hours, change, remove }: RowProps) {
  const words = useAdminWords().hours
  const { days, from, to } = hours
  return (
    <li>
      <fieldset className={styles.row}>
        <legend className={controls.hidden}>{label}</legend>
        <Weekdays className={styles.days} days={days} required change={(changed) => change({ ...hours, days: changed })} />
        <TextField
          label={words.from}
          value={from}
          onChange={(event) => change({ ...hours, from: event.target.value })}
          pattern={TIME}
          title={words.timesHint}
          inputMode="numeric"
          maxLength={5}
          size={6}
          required
          autoComplete="off"
        />
        <TextField
          label={words.to}
          value={to}
          onChange={(event) => change({ ...hours, to: event.target.value })}
          pattern={`${TIME}|24:00`}
          title={words.timesHint}
          inputMode="numeric"
          maxLength={5}
          size={6}
          required
          autoComplete="off"
        />
        <button type="button" className={controls.icon} onClick={remove} aria-label={`${words.remove}: ${label}`} title={words.remove}>
          <Icon name="close" size={18} />
        </button>
      </fieldset>
    </li>
  )
}
