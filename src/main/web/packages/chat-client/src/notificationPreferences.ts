import { ChatError } from './errors.ts'
import type { NotificationSettings, NotificationSettingsView } from './notificationSettings.ts'
import { Observable } from './observable.ts'
import type { RestApi } from './restApi.ts'

/**
 * How the signed-in person wants to be notified. The server keeps it; this is what is known of it
 * here. A change shows at once and is taken back if the server refuses it, with which the promise
 * rejects.
 */
export class NotificationPreferences {
  /** Null until the server has said it. */
  readonly settings = new Observable<NotificationSettingsView | null>(null)
  readonly #rest: RestApi
  #last: Promise<unknown> = Promise.resolve()
  /** Changes that the server has not answered. */
  #pending = 0

  constructor(rest: RestApi) {
    this.#rest = rest
  }

  /** Asks the server: they may have been changed on another device. */
  load(): Promise<void> {
    return this.#inTurn(async () => {
      const settings = await this.#rest.notificationSettings()
      // It does not have a change that was made meanwhile; once it does, it says that something has
      // changed.
      if (this.#pending === 0) this.settings.set(settings)
    })
  }

  /** Changes what is given and leaves the rest. */
  change(changed: Partial<NotificationSettings>): Promise<void> {
    return this.#tentatively(changed, async () => {
      const { muted: _, ...whole } = this.#known
      await this.#rest.saveNotificationSettings(whole)
    })
  }

  /** Mutes a conversation, or changes whether mentions pass. */
  mute(conversationId: string, mentions = false): Promise<void> {
    const muted = [...this.#known.muted.filter((mute) => mute.conversationId !== conversationId), { conversationId, mentions }]
    return this.#tentatively({ muted }, () => this.#rest.mute(conversationId, mentions))
  }

  unmute(conversationId: string): Promise<void> {
    const muted = this.#known.muted.filter((mute) => mute.conversationId !== conversationId)
    return this.#tentatively({ muted }, () => this.#rest.unmute(conversationId))
  }

  get #known(): NotificationSettingsView {
    if (!this.settings.value) throw new ChatError('unavailable', 'The settings have not been loaded')
    return this.settings.value
  }

  async #tentatively(changed: Partial<NotificationSettingsView>, save: () => Promise<void>): Promise<void> {
    const before = this.#known
    this.settings.set({ ...before, ...changed })
    const old = Object.fromEntries(Object.keys(changed).map((key) => [key, before[key as keyof NotificationSettingsView]]))
    this.#pending++
    try {
      await this.#inTurn(save)
    } catch (error) {
      this.settings.set({ ...this.#known, ...old })
      throw error
    } finally {
      this.#pending--
    }
  }

  /** One call after the other: an older one that overtook a newer would win. */
  #inTurn<T>(call: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(call)
    this.#last = mine.catch(() => {})
    return mine
  }
}
