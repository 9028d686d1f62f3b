import type { QuietHours } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import { Weekdays } from '../../ui/Weekdays.tsx'
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
  const { days, from, to } = hours

  return (
    <li>
      <fieldset className={styles.hours}>
        <legend className={controls.hidden}>{label}</legend>
        <Weekdays className={styles.days} days={days} change={(changed) => change({ ...hours, days: changed })} />
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
