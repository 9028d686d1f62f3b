import type { NotificationPreferences } from '@sealkloud/chat-client'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { Choice } from '../../ui/Choice.tsx'
import controls from '../../ui/controls.module.css'
import { tellFailure } from '../failure/failure.ts'
import { useChat } from '../session/ChatProvider.tsx'
import { ENDLESS_MS, isEndless } from './quiet.ts'
import { useNotificationSettings, useQuiet } from './useNotificationSettings.ts'

/** Ends or begins, at once, the time in which the person wants no disturbance. */
export function quietUntil(preferences: NotificationPreferences, until: Date | null): Promise<void> {
  const { until: _, ...hours } = preferences.settings.value!.doNotDisturb
  return preferences.change({ doNotDisturb: until ? { ...hours, until: until.toISOString() } : hours })
}

/** Do-not-disturb by one click, until the next. The hours of the week are changed in the settings. */
export function QuietChoice() {
  const text = useText()
  const chat = useChat()
  const settings = useNotificationSettings()
  const quiet = useQuiet()

  function toggle(wanted: boolean) {
    quietUntil(chat.notificationPreferences, wanted ? new Date(chat.now().getTime() + ENDLESS_MS) : null).catch(tellFailure)
  }

  return <Choice label={text.menu.doNotDisturb} checked={quiet !== null} disabled={!settings || quiet === 'hours'} onChange={toggle} />
}

/** Says how long the person is left alone. */
export function QuietHint() {
  const text = useText()
  const dates = useDates()
  const chat = useChat()
  const until = useNotificationSettings()?.doNotDisturb.until
  const quiet = useQuiet()
  const { quietHours, untilTurnedOff, until: untilWhen } = text.notification
  const ending = () => (isEndless(until!, chat.now()) ? untilTurnedOff : untilWhen(dates.full(new Date(until!))))
  return <p className={controls.hint}>{quiet === null ? text.menu.doNotDisturbHint : quiet === 'hours' ? quietHours : ending()}</p>
}
