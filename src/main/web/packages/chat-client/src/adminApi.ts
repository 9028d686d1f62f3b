import type { MySession } from './accountApi.ts'
import type {
  Account,
  AdministeredUser,
  AuditEntry,
  AuditFilter,
  AuditVerification,
  AutomationRule,
  DeadLetter,
  EncryptionState,
  ErasureProgress,
  ExpiringConversation,
  HeldConversation,
  HoldState,
  ImportedLine,
  NewUser,
  OpeningHours,
  RetentionRules,
  RuleContent,
  RulePreview,
  SystemState,
  TaggedHours,
  TaggedRule,
  UserChange,
  Webhook,
  WebhookDelivery,
  WebhookSecret,
  WebhookTarget,
} from './administration.ts'
import type { Page, Room } from './conversation.ts'
import { query, type Me, type RestApi } from './restApi.ts'
import type { UserRole } from './user.ts'

/** How administrators narrow a list of people down. */
export interface AdministeredUserFilter {
  /** Part of a name or id. */
  query?: string
  role?: UserRole
  /** Those who may log in, which is the default, or those who may not. */
  enabled?: boolean
  cursor?: string
}

/** The calls of administrators; to anybody else they reject with `forbidden`. */
export class AdminApi {
  readonly #rest: RestApi

  constructor(rest: RestApi) {
    this.#rest = rest
  }

  /** People by `userId`. */
  users({ enabled = true, ...filter }: AdministeredUserFilter = {}): Promise<Page<AdministeredUser>> {
    return this.#rest.call('GET', `/users${query({ ...filter, enabled: String(enabled) })}`)
  }

  /** Rejects with `conflict` if the id is taken. */
  createUser(user: NewUser): Promise<Me> {
    return this.#rest.call('POST', '/users', user)
  }

  /**
   * Changes an account, open sessions included. Rejects with `conflict` if no administrator would
   * be left, or if the caller disables their own account.
   */
  changeUser(userId: string, change: UserChange): Promise<Me> {
    return this.#rest.call('PATCH', `/users/${userId}`, change)
  }

  /** Renames a team room, archives it or brings it back. */
  changeRoom(roomId: string, change: { name?: string; archived?: boolean }): Promise<Room> {
    return this.#rest.call('PATCH', `/rooms/${roomId}`, change)
  }

  /**
   * What a rule would say, and when it would have said it: a new one, or the given one when it is
   * changed so. Nothing is stored or said.
   */
  previewRule(rule: RuleContent, ruleId?: string): Promise<RulePreview> {
    return this.#rest.call('POST', `/automation-rules/preview${query({ ruleId })}`, rule)
  }

  /** Takes somebody's picture away. */
  removePicture(userId: string): Promise<void> {
    return this.#rest.call('DELETE', `/users/${userId}/picture`)
  }

  /** How somebody is reached by mail, and whether they have a password. */
  account(userId: string): Promise<Account> {
    return this.#rest.call('GET', `/users/${userId}/account`)
  }

  /**
   * Mails an invitation or, to somebody who has a password, a link for a new one. Rejects with
   * `conflict` if no mail can reach them.
   */
  sendPasswordLink(userId: string): Promise<{ purpose: 'invitation' | 'reset' }> {
    return this.#rest.call('POST', `/users/${userId}/password-links`)
  }

  /** Where somebody is logged in. */
  async sessions(userId: string): Promise<readonly MySession[]> {
    return (await this.#rest.call<{ items: MySession[] }>('GET', `/users/${userId}/sessions`)).items
  }

  /** Logs somebody out on one device. */
  endSession(userId: string, sessionId: string): Promise<void> {
    return this.#rest.call('DELETE', `/users/${userId}/sessions/${sessionId}`)
  }

  /**
   * Mails an invitation to each who has a mail address and no password, of at most 500; gives those
   * who get one. Rejects with `conflict` if there is no mail server.
   */
  async inviteUsers(userIds: readonly string[]): Promise<readonly string[]> {
    return (await this.#rest.call<{ invited: string[] }>('POST', '/users/invitations', { userIds })).invited
  }

  /** For somebody who has lost the device. */
  removeSecondFactor(userId: string): Promise<void> {
    return this.#rest.call('DELETE', `/users/${userId}/second-factor`)
  }

  /**
   * Begins to erase somebody: their name, their messages and files, all that their account has. It
   * cannot be undone. Rejects with `conflict` for programs, for oneself, for the last administrator
   * and for somebody who was erased already.
   */
  async erasePerson(userId: string, reason: string): Promise<string> {
    return (await this.#rest.call<{ erasureId: string }>('POST', `/users/${userId}/erasure`, { reason })).erasureId
  }

  /** Begins to erase all messages and files of a conversation, its notes included. */
  async eraseConversation(conversationId: string, reason: string): Promise<string> {
    return (await this.#rest.call<{ erasureId: string }>('POST', `/conversations/${conversationId}/erasure`, { reason })).erasureId
  }

  /** How far an erasure is. */
  erasure(erasureId: string): Promise<ErasureProgress> {
    return this.#rest.call('GET', `/erasures/${erasureId}`)
  }

  /** After how many days messages go. */
  retention(): Promise<RetentionRules> {
    return this.#rest.call('GET', '/retention')
  }

  /** What the rules of retention would remove now; nothing is removed. */
  retentionDryRun(cursor?: string, limit?: number): Promise<Page<ExpiringConversation>> {
    return this.#rest.call('GET', `/retention/dry-run${query({ cursor, limit })}`)
  }

  /** The conversations that are held, by their ids. */
  holds(cursor?: string, limit?: number): Promise<Page<HeldConversation>> {
    return this.#rest.call('GET', `/retention/holds${query({ cursor, limit })}`)
  }

  /** Whether a conversation is held. */
  hold(conversationId: string): Promise<HoldState> {
    return this.#rest.call('GET', `/conversations/${conversationId}/hold`)
  }

  /**
   * Keeps a conversation, whatever its age; of a room its notes as well. Rejects with `conflict`
   * while something in it is being erased.
   */
  setHold(conversationId: string, reason: string): Promise<void> {
    return this.#rest.call('PUT', `/conversations/${conversationId}/hold`, { reason })
  }

  /** Ends a hold. */
  releaseHold(conversationId: string, reason: string): Promise<void> {
    return this.#rest.call('DELETE', `/conversations/${conversationId}/hold`, { reason })
  }

  /**
   * Says that the database was restored from a backup: all nodes and clients forget what they know
   * of the former state.
   */
  changeEpoch(): Promise<{ epoch: string }> {
    return this.#rest.call('POST', '/epoch')
  }

  /** How encryption at rest stands. */
  encryption(): Promise<EncryptionState> {
    return this.#rest.call('GET', '/encryption')
  }

  /**
   * Makes another key-encryption key; the data keys are wrapped anew in the background. Rejects
   * with `conflict` if encryption is switched off.
   */
  rotateKeys(): Promise<EncryptionState> {
    return this.#rest.call('POST', '/encryption/rotation')
  }

  /** Has the index of the search made anew in the background; meanwhile, what it has is found. */
  rebuildSearch(): Promise<void> {
    return this.#rest.call('POST', '/search/rebuild')
  }

  /** Ends every log-in of somebody, on all devices. */
  endSessions(userId: string): Promise<void> {
    return this.#rest.call('DELETE', `/users/${userId}/sessions`)
  }

  /**
   * Creates and changes the accounts that a CSV file lists, all or none; with `dryRun` it only
   * says what would become of each line. Rejects with `bad_request` if that cannot be said, or if
   * a line of it is refused.
   */
  async importUsers(file: Blob, dryRun: boolean): Promise<ImportedLine[]> {
    const csv = new Blob([file], { type: 'text/csv' })
    return (await this.#rest.call<{ lines: ImportedLine[] }>('POST', `/users/import${query({ dryRun: String(dryRun) })}`, csv)).lines
  }

  webhooks(): Promise<Page<Webhook>> {
    return this.#rest.call('GET', '/webhooks')
  }

  /** Rejects with `bad_request` if the operator does not list the server. */
  createWebhook(target: WebhookTarget): Promise<WebhookSecret> {
    return this.#rest.call('POST', '/webhooks', target)
  }

  /** Changes a webhook, and starts it again if it is stopped. */
  saveWebhook(webhookId: string, { url, events }: WebhookTarget): Promise<Webhook> {
    return this.#rest.call('PUT', `/webhooks/${webhookId}`, { url, events })
  }

  /** Makes no more calls until it is saved again. */
  stopWebhook(webhookId: string): Promise<Webhook> {
    return this.#rest.call('POST', `/webhooks/${webhookId}/stop`)
  }

  removeWebhook(webhookId: string): Promise<void> {
    return this.#rest.call('DELETE', `/webhooks/${webhookId}`)
  }

  /** Gives a webhook another secret; for a while the former one signs too. */
  renewWebhookSecret(webhookId: string): Promise<WebhookSecret> {
    return this.#rest.call('POST', `/webhooks/${webhookId}/secret`)
  }

  /** Calls a webhook with an event that means nothing. Rejects with `conflict` if it is stopped. */
  testWebhook(webhookId: string): Promise<{ eventId: string }> {
    return this.#rest.call('POST', `/webhooks/${webhookId}/test`)
  }

  /** The calls of a webhook, the newest first. */
  webhookDeliveries(webhookId: string): Promise<Page<WebhookDelivery>> {
    return this.#rest.call('GET', `/webhooks/${webhookId}/deliveries`)
  }

  repeatDelivery(webhookId: string, eventId: string): Promise<void> {
    return this.#rest.call('POST', `/webhooks/${webhookId}/deliveries/${eventId}/repeat`)
  }

  /** Dead letters, the oldest first; none without RabbitMQ. */
  deadLetters(cursor?: string): Promise<Page<DeadLetter>> {
    return this.#rest.call('GET', `/dead-letters${query({ cursor })}`)
  }

  /** Processes a dead letter again. */
  replayDeadLetter(letterId: string): Promise<void> {
    return this.#rest.call('POST', `/dead-letters/${letterId}/replay`)
  }

  dropDeadLetter(letterId: string): Promise<void> {
    return this.#rest.call('DELETE', `/dead-letters/${letterId}`)
  }

  /** Drops all that this account has sent to this queue. */
  dropDeadLettersLike({ sender, origin }: DeadLetter): Promise<{ dropped: number }> {
    return this.#rest.call('DELETE', `/dead-letters?${new URLSearchParams({ sender, origin: origin ?? '' })}`)
  }

  rules(): Promise<Page<AutomationRule>> {
    return this.#rest.call('GET', '/automation-rules')
  }

  rule(ruleId: string): Promise<TaggedRule> {
    return this.#rest.call('GET', `/automation-rules/${ruleId}`, undefined, undefined, async (response) => ({
      rule: (await response.json()) as AutomationRule,
      tag: response.headers.get('ETag') ?? '*',
    }))
  }

  createRule(rule: RuleContent): Promise<AutomationRule> {
    return this.#rest.call('POST', '/automation-rules', rule)
  }

  /** Rejects with `conflict` if the rule is not what `tag` stands for any more. */
  changeRule(ruleId: string, rule: RuleContent, tag: string): Promise<AutomationRule> {
    return this.#rest.call('PUT', `/automation-rules/${ruleId}`, rule, { 'If-Match': tag })
  }

  /** Rejects with `conflict` if somebody else has changed it since it had this tag. */
  removeRule(ruleId: string, tag: string): Promise<void> {
    return this.#rest.call('DELETE', `/automation-rules/${ruleId}`, undefined, { 'If-Match': tag })
  }

  /** The audit log, newest first. */
  audit({ cursor, ...filter }: AuditFilter & { cursor?: string } = {}): Promise<Page<AuditEntry>> {
    return this.#rest.call('GET', `/audit${query({ ...filter, cursor })}`)
  }

  /** All entries that the filter lets through, as a CSV file. The export is an entry itself. */
  auditCsv(filter: AuditFilter = {}): Promise<Blob> {
    return this.#rest.call('GET', `/audit/csv${query({ ...filter })}`, undefined, { Accept: 'text/csv, application/json' }, (response) => response.blob())
  }

  /** Follows the whole chain of the audit log, which takes a while for a long one. */
  verifyAudit(): Promise<AuditVerification> {
    return this.#rest.call('GET', '/audit/verification')
  }

  openingHours(): Promise<TaggedHours> {
    return this.#rest.call('GET', '/opening-hours', undefined, undefined, taggedHours)
  }

  /**
   * Rejects with `conflict` if the hours are not what `tag` stands for any more, with
   * `bad_request` if a holiday is out of range.
   */
  changeOpeningHours(hours: OpeningHours, tag: string): Promise<TaggedHours> {
    return this.#rest.call('PUT', '/opening-hours', hours, { 'If-Match': tag }, taggedHours)
  }

  system(): Promise<SystemState> {
    return this.#rest.call('GET', '/system')
  }
}

async function taggedHours(response: Response): Promise<TaggedHours> {
  return { hours: (await response.json()) as OpeningHours, tag: response.headers.get('ETag') ?? '*' }
}
