import type { NotificationSettingsView } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { useChat } from '../session/ChatProvider.tsx'
import styles from './NotificationDialog.module.css'
import { ENDLESS_MS, inMinutes, tomorrowMorning } from './quiet.ts'
import { QuietHint, quietUntil } from './QuietChoice.tsx'
import { type Save, useQuiet } from './useNotificationSettings.ts'
import { WeeklyHours } from './WeeklyHours.tsx'

interface Props {
  settings: NotificationSettingsView
  save: Save
}

export function QuietSection({ settings, save }: Props) {
  const text = useText()
  const { notification } = text
  const dates = useDates()
  const chat = useChat()
  const quiet = useQuiet()
  const set = (until: Date | null) => save(quietUntil(chat.notificationPreferences, until, chat.now()))
  const offers: [label: string, until: () => Date][] = [
    [notification.forMinutes(30), () => inMinutes(chat.now(), 30)],
    [notification.forAnHour, () => inMinutes(chat.now(), 60)],
    [notification.untilTomorrow(dates.time(tomorrowMorning(chat.now()))), () => tomorrowMorning(chat.now())],
    [notification.withoutEnd, () => new Date(chat.now().getTime() + ENDLESS_MS)],
  ]

  return (
    <section className={styles.section}>
      <h3>{text.menu.doNotDisturb}</h3>
      <div className={styles.state} data-quiet={quiet ?? 'no'}>
        <QuietHint />
        {quiet !== null && (
          <button type="button" className={controls.button} onClick={() => set(null)}>
            {notification.turnOff}
          </button>
        )}
      </div>
      <div className={styles.offers}>
        {offers.map(([label, until]) => (
          <button key={label} type="button" className={controls.button} onClick={() => set(until())}>
            {label}
          </button>
        ))}
      </div>
      <UntilForm set={set} />
      <WeeklyHours doNotDisturb={settings.doNotDisturb} save={save} />
    </section>
  )
}

/** A time of one's own. */
function UntilForm({ set }: { set: (until: Date) => void }) {
  const { notification } = useText()
  const chat = useChat()
  const [value, setValue] = useState('')
  const now = chat.now()
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault()
        set(new Date(value))
      }}
    >
      <label className={styles.until}>
        {notification.untilTime}
        <input
          type="datetime-local"
          className={controls.field}
          value={value}
          min={localTime(now)}
          max={localTime(new Date(now.getTime() + ENDLESS_MS))}
          required
          onChange={(event) => setValue(event.target.value)}
        />
      </label>
      <button type="submit" className={controls.button}>
        {notification.set}
      </button>
    </form>
  )
}

/** As `datetime-local` writes it: the clock on the person's wall. */
function localTime(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
