/** The sounds of which one is played for a message. */
export type SoundName = 'chime' | 'knock' | 'drop'

/** The days of the week, as the wire spells them. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** Hours of the week in which somebody wants to be left alone. */
export interface QuietHours {
  /** On which they begin. */
  days: readonly Weekday[]
  /** `HH:mm`. */
  from: string
  /** `HH:mm`; not later than `from` means on the next day. */
  to: string
}

/** When somebody wants no notifications. */
export interface DoNotDisturb {
  /** Up to this time, ISO 8601; left out, or over, for none. At most a year away. */
  until?: string
  /** Of `hours`, such as `Europe/Berlin`. */
  timeZone: string
  /** Every week; at most twenty. */
  hours: readonly QuietHours[]
  /**
   * Up to this time `hours` do not count, ISO 8601; left out, or over, for no pause. At most a year
   * away.
   */
  hoursPausedUntil?: string
}

/** How somebody wants to be notified, on all their devices. */
export interface NotificationSettings {
  /** Whether at all. */
  desktop: boolean
  sound: boolean
  soundName: SoundName
  /** Whether a notification shows what was written. */
  previews: boolean
  doNotDisturb: DoNotDisturb
}

/** A conversation of which somebody wants to hear nothing. */
export interface Mute {
  conversationId: string
  /** Whether messages that mention the person pass all the same. */
  mentions: boolean
}

/** The settings, and what is muted besides. */
export type NotificationSettingsView = NotificationSettings & { muted: readonly Mute[] }
