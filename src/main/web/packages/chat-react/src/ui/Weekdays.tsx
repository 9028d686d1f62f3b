import { WEEKDAYS, type Weekday } from '@sealkloud/chat-client'
import { useDates } from '../i18n/LanguageProvider.tsx'

interface Props {
  className: string | undefined
  days: readonly Weekday[]
  /** Whether a form without a day cannot be sent. */
  required?: boolean
  change: (days: readonly Weekday[]) => void
}

/** Some days of the week. */
export function Weekdays({ className, days, required = false, change }: Props) {
  const dates = useDates()
  const toggle = (day: Weekday) => change(WEEKDAYS.filter((each) => days.includes(each) !== (each === day)))
  return (
    <div className={className}>
      {WEEKDAYS.map((day, index) => (
        <label key={day} title={dates.weekday(index).long}>
          <input
            type="checkbox"
            aria-label={dates.weekday(index).long}
            checked={days.includes(day)}
            required={required && days.length === 0}
            onChange={() => toggle(day)}
          />
          {dates.weekday(index).short}
        </label>
      ))}
    </div>
  )
}
