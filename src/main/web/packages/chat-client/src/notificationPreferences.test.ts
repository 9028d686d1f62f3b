import { expect, test } from 'vitest'
import { ChatError } from './errors.ts'
import { NotificationPreferences } from './notificationPreferences.ts'
import type { NotificationSettings, NotificationSettingsView } from './notificationSettings.ts'
import type { RestApi } from './restApi.ts'

const DEFAULTS: NotificationSettingsView = {
  desktop: true,
  sound: true,
  soundName: 'chime',
  previews: true,
  doNotDisturb: { timeZone: 'UTC', hours: [] },
  muted: [],
}

/** A server whose answers the test gives. */
class Server {
  readonly saved: NotificationSettings[] = []
  readonly #answers: ((error?: ChatError) => void)[] = []

  get rest(): RestApi {
    const answer = () =>
      new Promise<void>((resolve, reject) => {
        this.#answers.push((error) => (error ? reject(error) : resolve()))
      })
    return {
      notificationSettings: () => Promise.resolve(DEFAULTS),
      saveNotificationSettings: (settings: NotificationSettings) => {
        this.saved.push(settings)
        return answer()
      },
      mute: answer,
      unmute: answer,
    } as unknown as RestApi
  }

  async answers(error?: ChatError): Promise<void> {
    await expect.poll(() => this.#answers.length).toBeGreaterThan(0)
    this.#answers.shift()!(error)
  }
}

async function loaded(): Promise<{ server: Server; preferences: NotificationPreferences }> {
  const server = new Server()
  const preferences = new NotificationPreferences(server.rest)
  await preferences.load()
  return { server, preferences }
}

test('a change shows at once and is sent whole, without what is muted', async () => {
  const { server, preferences } = await loaded()
  const changed = preferences.change({ soundName: 'knock' })
  expect(preferences.settings.value).toEqual({ ...DEFAULTS, soundName: 'knock' })
  await server.answers()
  await changed
  const { muted: _, ...settings } = DEFAULTS
  expect(server.saved).toEqual([{ ...settings, soundName: 'knock' }])
})

test('a refused change is taken back, and one that was made meanwhile stays', async () => {
  const { server, preferences } = await loaded()
  const refused = preferences.change({ previews: false })
  const kept = preferences.change({ sound: false })
  const refusal = expect(refused).rejects.toThrow('no')
  await server.answers(new ChatError('bad_request', 'no'))
  await refusal
  expect(preferences.settings.value).toEqual({ ...DEFAULTS, sound: false })
  await server.answers()
  await kept
  expect(server.saved.at(-1)).toMatchObject({ previews: true, sound: false })
})

test('changes are sent one after the other', async () => {
  const { server, preferences } = await loaded()
  const changes = [preferences.change({ desktop: false }), preferences.change({ desktop: true })]
  await expect.poll(() => server.saved.length).toBe(1)
  await server.answers()
  await server.answers()
  await Promise.all(changes)
  expect(server.saved.at(-1)?.desktop).toBe(true)
})

test('muting twice keeps one entry, with the last word about mentions', async () => {
  const { server, preferences } = await loaded()
  const muting = [preferences.mute('support'), preferences.mute('support', true)]
  expect(preferences.settings.value?.muted).toEqual([{ conversationId: 'support', mentions: true }])
  await server.answers()
  await server.answers()
  await Promise.all(muting)
  const unmuting = preferences.unmute('support')
  expect(preferences.settings.value?.muted).toEqual([])
  await server.answers()
  await unmuting
})

test('what is loaded while a change is on its way does not undo it', async () => {
  const { server, preferences } = await loaded()
  const loading = preferences.load()
  const changed = preferences.change({ sound: false })
  await loading
  expect(preferences.settings.value?.sound).toBe(false)
  await server.answers()
  await changed
  expect(server.saved).toMatchObject([{ sound: false }])
})

test('nothing can be changed before the settings are known', async () => {
  const preferences = new NotificationPreferences(new Server().rest)
  await expect(preferences.change({ sound: false })).rejects.toThrow(ChatError)
})
