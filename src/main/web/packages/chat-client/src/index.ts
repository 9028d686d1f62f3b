export { notesOf, roomIdOf } from './address.ts'
export { ChatClient, type ChatClientOptions, type WindowPresence } from './chatClient.ts'
export type { BackoffOptions } from './backoff.ts'
export type { ConnectionState, ConnectionStatus } from './connection.ts'
export type { TokenSource } from './credentials.ts'
export { ChatError, type ChatErrorCode } from './errors.ts'
export * from './events.ts'
export {
  NotificationPreferences,
  WEEKDAYS,
  type DoNotDisturb,
  type Mute,
  type NotificationSettings,
  type NotificationSettingsView,
  type QuietHours,
  type SoundName,
  type Weekday,
} from './notificationSettings.ts'
export { Observable } from './observable.ts'
export type { OutboxStorage, OutgoingMessage } from './outbox.ts'
export { RestApi, type HistoryBound, type Me, type TranscriptFormat, type UserFilter } from './restApi.ts'
export { Tickets, type OpenTickets } from './tickets.ts'
export { Timeline, type TimelineState } from './timeline.ts'
export type { Typist } from './typing.ts'
