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
