import { ChatError, Observable, type Attachment, type ChatClient } from '@sealkloud/chat-client'
import { expect, test, vi } from 'vitest'
import { uploadsOf } from './uploads.ts'

type Chat = Pick<ChatClient, 'rest' | 'connection'>

function chat(uploadAttachment: (conversationId: string) => Promise<Attachment>) {
  const connection = new Observable({ status: 'online' } as ChatClient['connection']['value'])
  const client = { connection, rest: { uploadAttachment } } as unknown as Chat
  return { client, setStatus: (status: 'online' | 'offline') => connection.set({ status } as typeof connection.value) }
}

const note = () => new File(['hello'], 'note.txt')
const stored = (attachmentId: string) => ({ attachmentId }) as Attachment

test('a file goes on while another conversation is open, and is there again', async () => {
  const { client } = chat((conversationId) => Promise.resolve(stored(conversationId)))
  uploadsOf(client, 'first').add([note()])

  expect(uploadsOf(client, 'second').files.value).toEqual([])
  await vi.waitFor(() => expect(uploadsOf(client, 'first').files.value[0]!.attachment).toEqual(stored('first')))
  expect(uploadsOf(chat(() => Promise.reject(new Error())).client, 'first').files.value).toEqual([])
})

test('an upload that breaks off with the connection goes out after the reconnect', async () => {
  const results = [() => Promise.reject(new ChatError('unreachable', 'gone')), () => Promise.resolve(stored('1'))]
  const { client, setStatus } = chat(() => {
    if (results.length === 2) setStatus('offline')
    return results.shift()!()
  })
  const uploads = uploadsOf(client, 'first')
  uploads.add([note()])
  await vi.waitFor(() => expect(uploads.files.value[0]!.state).toBe('waiting'))
  uploads.add([note()])
  expect(uploads.files.value.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  results.push(() => Promise.resolve(stored('2')))

  setStatus('online')

  await vi.waitFor(() => expect(uploads.files.value.map(({ attachment }) => attachment)).toEqual([stored('1'), stored('2')]))
})

test('many files go out one after the other, and wait when the server says so', async () => {
  let atOnce = 0
  let refusals = 2
  const { client } = chat(async () => {
    if (atOnce === 2) throw new Error('Too many at once for this test')
    atOnce++
    await new Promise((resolve) => setTimeout(resolve, 1))
    atOnce--
    if (refusals-- > 0) throw new ChatError('rate_limited', 'Slow down', 429, 5)
    return stored('1')
  })
  const uploads = uploadsOf(client, 'first')
  uploads.add(Array.from({ length: 10 }, note))

  await vi.waitFor(() => expect(uploads.files.value.map(({ state }) => state)).not.toContain('waiting'))
  await vi.waitFor(() => expect(uploads.files.value.map(({ state }) => state)).toEqual(Array.from({ length: 10 }, () => 'done')))
})

test('a file waits out a server that is unavailable', async () => {
  const answers = [() => Promise.reject(new ChatError('unavailable', 'Later', 503, 5)), () => Promise.resolve(stored('1'))]
  const uploads = uploadsOf(chat(() => answers.shift()!()).client, 'first')
  const states = new Set<string>()
  uploads.files.subscribe(() => uploads.files.value.forEach(({ state }) => states.add(state)))
  uploads.add([note()])

  await vi.waitFor(() => expect(uploads.files.value[0]!.attachment).toEqual(stored('1')))
  expect(states).not.toContain('failed')
})

test('files beyond the most that a message has are not taken, and it is said until the files change', () => {
  const uploads = uploadsOf(chat((id) => Promise.resolve(stored(id))).client, 'first')
  uploads.add(Array.from({ length: 10 }, note))
  expect([uploads.files.value.length, uploads.tooMany.value]).toEqual([10, false])
  uploads.add([note(), note()])
  expect([uploads.files.value.length, uploads.tooMany.value]).toEqual([10, true])
  uploads.remove(uploads.files.value[0]!.key)
  expect([uploads.files.value.length, uploads.tooMany.value]).toEqual([9, false])
  uploads.add([note(), note()])
  expect(uploads.tooMany.value).toBe(true)
  uploads.taken()
  expect(uploads.tooMany.value).toBe(false)
})
