import { WEEKDAYS, type QuietHours, type Weekday } from '@sealkloud/chat-client'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import styles from './NotificationDialog.module.css'
import { isComplete } from './quiet.ts'

interface Props {
  /** The name of the row. */
  label: string
  hours: QuietHours
  change: (hours: QuietHours) => void
  remove: () => void
}

/** Some days, and from when to when. */
export function HoursRow({ label, hours, change, remove }: Props) {
  const { notification } = useText()
  const dates = useDates()
  const { days, from, to } = hours

  function toggle(day: Weekday) {
    change({ ...hours, days: WEEKDAYS.filter((each) => days.includes(each) !== (each === day)) })
  }

  return (
    <li>
      <fieldset className={styles.hours}>
        <legend className={controls.hidden}>{label}</legend>
        <div className={styles.days}>
          {WEEKDAYS.map((day, index) => (
            <label key={day} title={dates.weekday(index).long}>
              <input type="checkbox" aria-label={dates.weekday(index).long} checked={days.includes(day)} onChange={() => toggle(day)} />
              {dates.weekday(index).short}
            </label>
          ))}
        </div>
        <div className={styles.times}>
          <input
            type="time"
            className={controls.field}
            aria-label={notification.from}
            value={from}
            onChange={(event) => change({ ...hours, from: event.target.value })}
          />
          –
          <input
            type="time"
            className={controls.field}
            aria-label={notification.to}
            value={to}
            onChange={(event) => change({ ...hours, to: event.target.value })}
          />
          <button
            type="button"
            className={controls.icon}
            onClick={remove}
            aria-label={`${notification.removeHours}: ${label}`}
            title={notification.removeHours}
          >
            <Icon name="close" size={18} />
          </button>
        </div>
        {!isComplete(hours) && (
          <p className={controls.error} role="alert">
            {notification.incomplete}
          </p>
        )}
      </fieldset>
    </li>
  )
}
