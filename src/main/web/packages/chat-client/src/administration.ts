import type { ConversationKind } from './durableEvents.ts'
import type { Me } from './restApi.ts'
import type { WeeklyHours } from './ticket.ts'
import type { User, UserRole } from './user.ts'

/** A person as administrators see them. */
export interface AdministeredUser extends User {
  /** Whether they may log in. */
  enabled: boolean
}

/** Somebody new; without a password they cannot log in with one. */
export type NewUser = Me & { password?: string; mail?: string; language?: MailLanguage }

/** In which mails are written. */
export type MailLanguage = 'de' | 'en'

/** An account as administrators see it. */
export interface Account extends Omit<Me, 'language'> {
  enabled: boolean
  mail: string | null
  language: MailLanguage | null
  /** Whether somebody can log in to it with a password. */
  hasPassword: boolean
  /** Whether that takes a code of an authenticator app, too. */
  hasSecondFactor: boolean
  /** Whether the person was erased: nobody is behind the account any more. */
  erased: boolean
}

/** Days after which messages go, by the kind of the conversation; 0 for never. */
export type RetentionRules = Record<ConversationKind, number>

/** What the rules of retention would remove of one conversation. */
export interface ExpiringConversation {
  conversationId: string
  kind: ConversationKind
  /** The name of the room, or of both people. */
  title: string
  events: number
  /** Of the events how many are messages. */
  messages: number
  oldest: string
  /** Where the log would begin then. */
  firstSeq: number
  /** All of it stays because it is held. */
  held: boolean
}

/** A conversation that is kept, whatever its age. */
export interface HeldConversation {
  conversationId: string
  title: string
  reason: string
  heldBy: string
  heldAt: string
}

/** Whether a conversation is held; what follows is missing if it is not. */
export interface HoldState {
  held: boolean
  reason?: string
  heldBy?: string
  heldAt?: string
}

/** How far an erasure is: so many messages were deleted, of those that there were. */
export interface ErasureProgress {
  erasureId: string
  status: 'running' | 'done'
  done: number
  total: number
}

/** What is to change about an account; what is missing stays as it is. */
export interface UserChange {
  userName?: string
  userRole?: UserRole
  enabled?: boolean
  /** A new one ends the person's sessions. */
  password?: string
  /** Empty removes it. */
  mail?: string
  language?: MailLanguage
}

/** What an import makes of a line of its file, or would. */
export interface ImportedLine {
  /** Its number in the file, beginning with 1. */
  line: number
  userId?: string
  userName?: string
  /** Missing if the line names none that there is. */
  userRole?: UserRole
  status: 'new' | 'same' | 'changed' | 'error'
  /** Of a changed one: what becomes different. */
  changes?: ImportedChange[]
  /** Of an error. */
  reason?: 'bad_id' | 'bad_name' | 'unknown_role' | 'bad_mail' | 'unknown_language' | 'duplicate_id' | 'formula' | 'disabled' | 'own_role' | 'columns'
  message?: string
}

/** A value of an account that an import replaces. */
export interface ImportedChange {
  /** As the file calls its column. */
  field: 'userName' | 'userRole' | 'mail' | 'language'
  before?: string
  after: string
}

/** What a webhook is called for, and where. */
export interface WebhookTarget {
  url: string
  /** Such as `message.created`, `ticket.*`, or `*` for all. */
  events: string[]
}

export interface Webhook extends WebhookTarget {
  webhookId: string
  createdAt: string
  /** Since when no call has succeeded. */
  failingSince?: string
  /** Missing unless it is stopped. */
  stoppedReason?: string
}

/** Signs the calls of a webhook. It is not shown again. */
export interface WebhookSecret {
  webhookId: string
  secret: string
}

/** A call of a webhook. */
export interface WebhookDelivery {
  eventId: string
  eventType: string
  state: 'waiting' | 'delivered' | 'given_up'
  attempts: number
  /** The status of the answer, or the failure. */
  lastAnswer?: string
  createdAt: string
  /** Of the next attempt. */
  dueAt?: string
  settledAt?: string
}

/** A message of a program that could not be processed. */
export interface DeadLetter {
  letterId: string
  /** The account at RabbitMQ that has sent it; empty if that is unknown. */
  sender: string
  /** The queue that it came from. */
  origin?: string
  routingKey: string
  /** Why it was refused. */
  error?: string
  /** What RabbitMQ says about it. */
  reason?: string
  contentType?: string
  messageId?: string
  body: string
}

export type RuleTrigger = 'status' | 'first_message' | 'outside_hours' | 'no_answer'

/** When something is answered automatically, and what. */
export interface RuleContent {
  trigger: RuleTrigger
  /** Of the trigger `status`. */
  status?: string
  /** Of the trigger `no_answer`. */
  afterSeconds?: number
  content: string
}

export interface AutomationRule extends RuleContent {
  ruleId: string
  /** Whether it is part of the configuration, and cannot be changed here. */
  configured: boolean
}

/** What a rule would say of an example ticket, and when it would have said it. */
export interface RulePreview {
  content: string
  /** The ticket; made up if there is none. */
  example: { ticketId?: string; number?: string; title: string; madeUp: boolean }
  /** In how many tickets was looked. */
  tickets: number
  /** How often the rule would have spoken in them. */
  count: number
  /** The last of these times, the newest first. */
  fired: { ticketId: string; number?: string; title: string; at: string }[]
}

/** A rule, and the tag by which a change notices that somebody else was faster. */
export interface TaggedRule {
  rule: AutomationRule
  tag: string
}

/** Days without opening hours, the last one included, as `2026-12-24`. */
export interface Holiday {
  from: string
  to: string
  name?: string
}

export interface OpeningHours {
  timeZone: string
  hours: readonly WeeklyHours[]
  holidays: readonly Holiday[]
}

/** The opening hours, and the tag by which a change notices that somebody else was faster. */
export interface TaggedHours {
  hours: OpeningHours
  tag: string
}

/** A node of the service. */
export interface ServiceNode {
  name: string
  version: string
  startedAt: string
  /** When it has last said that it runs. */
  seenAt: string
  /** False if that is too long ago. */
  running: boolean
  /** Those that are connected to it. */
  sockets: number
}

/** The service as the node that answers sees it. */
export interface SystemState {
  version: string
  node: string
  startedAt: string
  java: string
  broker: 'embedded' | 'rabbitmq'
  /** Missing if it does not answer. */
  database?: string
  /** The health of each part: `up`, `down`, … */
  parts: Record<string, string>
  /** Some of the node's metrics. */
  gauges: Record<string, number>
  /** All that run, or have just died; empty while the database is away. */
  nodes: ServiceNode[]
}

/** How encryption at rest stands, as the node that answers sees it. */
export type EncryptionState =
  | { enabled: false }
  | {
      enabled: true
      /** Tells master keys apart. */
      masterKeyId: string
      /** The key under which new data keys are wrapped. */
      keyId: string
      /** How many data keys there are. */
      keys: number
      /** How many of them wait to be wrapped under that key. */
      keysToWrap: number
      /** Whether the node has found all sealed since its start. */
      isThrough: boolean
      /** How many conversations it has not looked through yet. */
      conversationsLeft: number
      /** How many of the files that it has not looked through are not sealed. */
      filesLeft: number
    }

/** Something that somebody has changed, or tried to. It holds no messages and no secrets. */
export interface AuditEntry {
  id: number
  at: string
  /** Nobody is known when a log-in fails. */
  actor?: string
  /** Such as `account.changed`. */
  action: string
  /** Such as `user:carol`. */
  target?: string
  /** Of the client that made the call. */
  address?: string
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

/** Which entries of the audit log; times are ISO 8601, `since` inclusive and `until` exclusive. */
export interface AuditFilter {
  actor?: string
  action?: string
  target?: string
  since?: string
  until?: string
}

/** What following the whole chain of the audit log has found. */
export interface AuditVerification {
  entries: number
  firstId: number
  /** The first entry that is missing or was changed. */
  firstBroken?: number
  lastId: number
  lastHash: string
}
