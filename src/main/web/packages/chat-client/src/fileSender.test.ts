// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { StompSession } from './connection.ts'
import type { Attachment } from './durableEvents.ts'
import { ChatError } from './errors.ts'
import type { ErrorEvent } from './events.ts'
import { FileSender, type Upload } from './fileSender.ts'
import type { FileKey, FileStorage } from './fileStorage.ts'
import { Outbox, type OutgoingMessage } from './outbox.ts'
import { Postman } from './postman.ts'
import { WaitingFiles } from './waitingFiles.ts'

/** As a browser keeps files, over reloads of a page. */
class Kept implements FileStorage {
  readonly files = new Map<string, Blob>()
  async put(key: FileKey, file: Blob) {
    this.files.set(key.join('/'), file)
  }
  async get(key: FileKey) {
    return this.files.get(key.join('/'))
  }
  async remove(userId: string, clientMessageId?: string) {
    for (const key of this.files.keys()) if (key.startsWith(`${userId}/${clientMessageId ?? ''}`)) this.files.delete(key)
  }
  async messages(userId: string) {
    return [...this.files.keys()].map((key) => key.split('/')).flatMap(([owner, id]) => (owner === userId ? [id!] : []))
  }
}

const full: FileStorage = {
  ...new Kept(),
  get: async () => undefined,
  remove: async () => {},
  messages: async () => [],
  put: () => Promise.reject(new Error('full')),
}
const bytes = new Blob(['hello'])
const stored = (attachmentId: string) => ({ attachmentId }) as Attachment
const refusal = (code: ChatError['code']) => new ChatError(code, 'No', 0, 60_000)

function message(clientMessageId: string, names: string[] = [], createdAt = 1): OutgoingMessage {
  const files = names.map((name, place) => ({ fileId: String(place), name, size: 5, type: '' }))
  return { clientMessageId, conversationId: 'c', target: { roomId: 'c' }, content: 'Hello', createdAt, state: 'waiting', ...(names.length > 0 && { files }) }
}

/** A page: what it uploads, and what it has sent. */
function page(storage: FileStorage | null, upload: (name: string) => Promise<Attachment>) {
  const sent: { clientMessageId: string; attachmentIds?: string[] }[] = []
  const session = {
    send: (_destination: string, body: (typeof sent)[number], acknowledged: () => void) => {
      sent.push(body)
      queueMicrotask(acknowledged)
    },
  } as unknown as StompSession
  const outbox = new Outbox(localStorage, 'carol')
  const files = new WaitingFiles(async () => storage, 'carol')
  const sending: Upload = (_conversation, _file, name) => upload(name)
  const sender = new FileSender(outbox, files, sending)
  const postman = new Postman(
    outbox,
    files,
    (id, signal) => sender.send(id, signal),
    async () => {},
  )
  const write = (each: OutgoingMessage) =>
    postman.take(
      each,
      each.files?.map(() => bytes),
    )
  return { outbox, files, postman, session, sent, write, ids: () => sent.map(({ clientMessageId }) => clientMessageId) }
}

describe('files of the outbox', () => {
  let kept: Kept
  beforeEach(() => {
    localStorage.clear()
    kept = new Kept()
  })
  afterEach(() => vi.useRealTimers())

  test('go out after a reload and the reconnect, before their message and in order with the others', async () => {
    const before = page(kept, () => Promise.reject(refusal('unreachable')))
    before.write(message('a', ['one', 'two'], 1))
    before.write(message('b', [], 2))
    await vi.waitFor(() => expect(kept.files.size).toBe(2))

    const uploaded: string[] = []
    const after = page(kept, async (name) => {
      uploaded.push(name)
      return stored(name)
    })
    after.postman.connected(after.session)

    await vi.waitFor(() => expect(after.ids()).toEqual(['a', 'b']))
    expect(after.sent[0]).toMatchObject({ attachmentIds: ['one', 'two'] })
    expect(after.sent[1]).not.toHaveProperty('attachmentIds')
    expect(uploaded).toEqual(['one', 'two'])
    await vi.waitFor(() => expect(kept.files.size).toBe(0))
    expect(new Outbox(localStorage, 'carol').messages.value).toEqual([])
  })

  test('that have gone do not go again after an interruption or a reload', async () => {
    const uploaded: string[] = []
    const upload = async (name: string) => {
      uploaded.push(name)
      if (uploaded.length === 2) throw refusal('unavailable')
      return stored(name)
    }
    const before = page(kept, upload)
    before.write(message('a', ['one', 'two']))
    before.postman.connected(before.session)
    await vi.waitFor(() => expect(uploaded).toEqual(['one', 'two']))
    before.postman.disconnected()

    const after = page(kept, upload)
    after.postman.connected(after.session)
    await vi.waitFor(() => expect(after.sent).toMatchObject([{ clientMessageId: 'a', attachmentIds: ['one', 'two'] }]))
    expect(uploaded).toEqual(['one', 'two', 'two'])
    expect(before.sent).toEqual([])
  })

  test('that the server has forgotten go again, once, before their message', async () => {
    const uploaded: string[] = []
    const upload = async (name: string) => ({ ...stored(`${name} ${uploaded.push(name)}`), name })
    const before = page(kept, upload)
    before.write(message('a', ['one', 'two']))
    before.postman.connected({ ...before.session, send: () => {} } as unknown as StompSession)
    await vi.waitFor(() => expect(before.outbox.get('a')?.attachments).toHaveLength(2))

    const after = page(kept, upload)
    after.postman.connected({ ...after.session, send: (_: string, body: (typeof after.sent)[number]) => after.sent.push(body) } as unknown as StompSession)
    expect(after.sent.at(-1)).toMatchObject({ attachmentIds: ['one 1', 'two 2'] })
    after.postman.refused('a', { code: 'not_found', message: 'No file' } as ErrorEvent)
    await vi.waitFor(() => expect(after.sent.at(-1)).toMatchObject({ attachmentIds: ['one 3', 'two 4'] }))
    after.postman.refused('a', { code: 'not_found', message: 'No file' } as ErrorEvent)
    expect(after.outbox.get('a')).toMatchObject({ state: 'failed', failure: { code: 'not_found' } })
  })

  test('that were uploaded before their message was written go again too, if they are still here', async () => {
    const { postman, outbox, session, sent } = page(kept, (name) => Promise.resolve(stored(`${name} again`)))
    const uploaded = { ...message('a'), attachments: [{ ...stored('one'), name: 'one' }], fileIds: ['0'] }
    postman.connected({ ...session, send: (_: string, body: (typeof sent)[number]) => sent.push(body) } as unknown as StompSession)

    postman.take(uploaded, [bytes])
    expect(kept.files.size, 'what goes at once is not written').toBe(0)
    postman.refused('a', { code: 'not_found', message: 'No file' } as ErrorEvent)
    await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ attachmentIds: ['one again'] }))

    postman.take({ ...uploaded, clientMessageId: 'b', conversationId: 'd' }, [undefined])
    postman.refused('b', { code: 'not_found', message: 'No file' } as ErrorEvent)
    await vi.waitFor(() => expect(outbox.get('b')).toMatchObject({ state: 'failed', files: [{ failure: 'lost' }] }))
  })

  test('that are refused say why, let others pass, and their message goes without them', async () => {
    const { postman, outbox, session, ids, sent, write } = page(kept, (name) =>
      name === 'virus' ? Promise.reject(refusal('infected')) : Promise.resolve(stored(name)),
    )
    postman.connected(session)
    write(message('a', ['virus', 'good']))
    write(message('b', [], 2))
    await vi.waitFor(() => expect(ids()).toEqual(['b']))
    expect(outbox.get('a')).toMatchObject({ state: 'failed', files: [{ failure: 'infected' }, { attachment: stored('good') }] })
    expect(new Outbox(localStorage, 'carol').get('a')).toMatchObject({ state: 'failed', files: [{ failure: 'infected' }, {}] })

    postman.removeFile('a', '0')
    await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ clientMessageId: 'a', attachmentIds: ['good'] }))
    write(message('c', ['virus']))
    await vi.waitFor(() => expect(outbox.get('c')?.state).toBe('failed'))
    postman.removeFile('c', '0')
    await vi.waitFor(() => expect(ids()).toEqual(['b', 'a', 'c']))
    expect(sent.at(-1)).not.toHaveProperty('attachmentIds')
    await vi.waitFor(() => expect(kept.files.size).toBe(0))
  })

  test('that are refused can be tried again; without words the message goes with its only file', async () => {
    const answers = [() => Promise.reject(refusal('quota_exceeded')), () => Promise.resolve(stored('one'))]
    const { postman, outbox, session, ids, write } = page(kept, () => answers.shift()!())
    postman.connected(session)
    write(message('a', ['one']))
    await vi.waitFor(() => expect(outbox.get('a')?.state).toBe('failed'))
    postman.retry('a')
    await vi.waitFor(() => expect(ids()).toEqual(['a']))

    answers.push(() => Promise.reject(refusal('too_large')))
    write({ ...message('b', ['two']), content: '' })
    await vi.waitFor(() => expect(outbox.get('b')?.state).toBe('failed'))
    postman.removeFile('b', '0')
    expect(outbox.get('b')).toBeUndefined()
    await vi.waitFor(() => expect(kept.files.size).toBe(0))
  })

  test('that break off while the connection stands are tried a few times', async () => {
    vi.useFakeTimers()
    let attempts = 0
    const { postman, outbox, session, write } = page(null, () => {
      attempts++
      return Promise.reject(new ChatError('unreachable', 'gone'))
    })
    postman.connected(session)
    write(message('a', ['one']))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(attempts).toBe(4)
    expect(outbox.get('a')).toMatchObject({ state: 'failed', files: [{ failure: 'unreachable' }] })
  })

  test.each([
    ['full', full],
    ['missing', null],
  ])('go out of memory where the storage is %s, and it is said that nothing is saved', async (_, storage) => {
    const { postman, outbox, session, ids, write } = page(storage, () => Promise.resolve(stored('one')))
    write(message('a', ['one']))
    await vi.waitFor(() => expect(outbox.saved.value).toBe(false))
    postman.connected(session)
    await vi.waitFor(() => expect(ids()).toEqual(['a']))
  })

  test('of a person go when they log out, and the message says so', async () => {
    const before = page(kept, () => Promise.reject(refusal('unreachable')))
    before.write(message('a', ['one']))
    await kept.put(['dave', 'd', '0'], bytes)
    await before.files.forgetAll()
    expect([...kept.files.keys()]).toEqual(['dave/d/0'])

    const after = page(kept, () => Promise.reject(new Error('never')))
    after.postman.connected(after.session)
    await vi.waitFor(() => expect(after.outbox.get('a')).toMatchObject({ state: 'failed', files: [{ failure: 'lost' }] }))
  })

  test('whose message another tab has sent, or that no message waits for, are nobody’s failure', async () => {
    const one = page(kept, () => Promise.resolve(stored('one')))
    one.write(message('a', ['one']))
    await vi.waitFor(() => expect(kept.files.size).toBe(1))
    const two = page(kept, () => Promise.reject(new Error('never')))
    one.postman.connected(one.session)
    await vi.waitFor(() => expect(kept.files.size).toBe(0))
    two.postman.connected(two.session)
    await vi.waitFor(() => expect(two.outbox.messages.value).toEqual([]))
    expect(two.sent).toEqual([])

    await kept.put(['carol', 'crashed', '0'], bytes)
    await two.files.forgetUnless((id) => two.outbox.isSaved(id))
    await vi.waitFor(() => expect(kept.files.size).toBe(0))
  })
})
