import type { DoNotDisturb, QuietHours } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import { useRowFocus } from '../../ui/useRowFocus.ts'
import { useChat } from '../session/ChatProvider.tsx'
import { HoursRow } from './HoursRow.tsx'
import styles from './NotificationDialog.module.css'
import { isComplete } from './quiet.ts'
import type { Save } from './useNotificationSettings.ts'

/** The server takes no more. */
const MOST = 20
const AFTER_WORK: QuietHours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '18:00', to: '08:00' }

interface Props {
  doNotDisturb: DoNotDisturb
  save: Save
}

/**
 * The hours of the week in which the person is left alone. What is not complete yet is kept here
 * and not saved.
 */
export function WeeklyHours({ doNotDisturb, save }: Props) {
  const { notification } = useText()
  const { notificationPreferences } = useChat()
  const [hours, setHours] = useState(doNotDisturb.hours)
  const { timeZone } = doNotDisturb
  const { list, adder } = useRowFocus(hours.length)

  function change(changed: readonly QuietHours[], zone = timeZone) {
    setHours(changed)
    const complete = changed.every(isComplete)
    if (!complete && zone === timeZone) return
    save(notificationPreferences.change({ doNotDisturb: { ...doNotDisturb, timeZone: zone, hours: complete ? changed : doNotDisturb.hours } }))
  }

  return (
    <>
      <h4>{notification.weekly}</h4>
      {hours.length > 0 && (
        <>
          <ul className={styles.list} ref={list}>
            {hours.map((each, index) => (
              <HoursRow
                // they have nothing else, and keep no state of their own
                // oxlint-disable-next-line react/no-array-index-key
                key={index}
                label={notification.hoursLabel(index + 1)}
                hours={each}
                change={(changed) => change(hours.with(index, changed))}
                remove={() => change(hours.toSpliced(index, 1))}
              />
            ))}
          </ul>
          <label className={styles.zone}>
            {notification.timeZone}
            <select className={controls.field} value={timeZone} onChange={(event) => change(hours, event.target.value)}>
              {[...new Set(['UTC', timeZone, ...Intl.supportedValuesOf('timeZone')])].map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </select>
          </label>
        </>
      )}
      {hours.length < MOST && (
        <div>
          <button
            ref={adder}
            type="button"
            className={controls.button}
            onClick={() => change([...hours, AFTER_WORK], hours.length === 0 ? new Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone)}
          >
            <Icon name="plus" size={18} />
            {notification.addHours}
          </button>
        </div>
      )}
    </>
  )
}
