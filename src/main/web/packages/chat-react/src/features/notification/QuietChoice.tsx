import type { NotificationPreferences } from '@sealkloud/chat-client'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { Choice } from '../../ui/Choice.tsx'
import controls from '../../ui/controls.module.css'
import { tellFailure } from '../failure/failure.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { awake, ENDLESS_MS, isEndless } from './quiet.ts'
import { useNotificationSettings, useQuiet } from './useNotificationSettings.ts'

/** Ends or begins, at once, the time in which the person wants no disturbance. */
export function quietUntil(preferences: NotificationPreferences, until: Date | null, now: Date): Promise<void> {
  const { doNotDisturb } = preferences.settings.value!
  return preferences.change({ doNotDisturb: until ? { ...doNotDisturb, until: until.toISOString() } : awake(doNotDisturb, now) })
}

/**
 * Do-not-disturb by one click, until the next. Quiet hours that run are ended for this time; they
 * are changed in the settings.
 */
export function QuietChoice() {
  const text = useText()
  const chat = useChat()
  const settings = useNotificationSettings()
  const quiet = useQuiet()

  function toggle(wanted: boolean) {
    const now = chat.now()
    quietUntil(chat.notificationPreferences, wanted ? new Date(now.getTime() + ENDLESS_MS) : null, now).catch(tellFailure)
  }

  return <Choice label={text.menu.doNotDisturb} checked={quiet !== null} disabled={!settings} onChange={toggle} />
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
  const serves = useMe().userRole.startsWith('employee_')
  return (
    <p className={controls.hint}>
      {quiet === null ? text.menu.doNotDisturbHint : quiet === 'hours' ? quietHours : ending()} {serves && text.menu.offDuty}
    </p>
  )
}
