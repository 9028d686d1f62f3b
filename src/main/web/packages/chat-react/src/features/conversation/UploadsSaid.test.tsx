// @vitest-environment jsdom
import { Observable, type ChatClient } from '@sealkloud/chat-client'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { ChatProvider } from '../session/ChatProvider.tsx'
import type { Upload } from './uploads.ts'
import { UploadsSaid } from './UploadsSaid.tsx'

const upload = (key: number, state: Upload['state'], part = 0): Upload => ({
  key,
  name: `${key}.txt`,
  file: new Blob(),
  part,
  state,
  cancel: new AbortController(),
})

test('a screen reader is told of files that are uploaded or wait for the connection, and not of each per cent', async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const connection = new Observable({ status: 'online' })
  const chat = { connection, me: new Observable({ userId: 'lena' }) } as unknown as ChatClient
  const page = document.body.appendChild(document.createElement('div'))
  const root = createRoot(page)
  const show = (...files: Upload[]) =>
    act(async () =>
      root.render(
        <ChatProvider chat={chat} language="en">
          <UploadsSaid files={files} />
        </ChatProvider>,
      ),
    )
  const said = () => [...page.querySelectorAll('[aria-live="polite"] p')].map(({ textContent }) => textContent)

  await show(upload(1, 'uploading', 0.2), upload(2, 'waiting'))
  expect(said()).toEqual([])
  await show(upload(1, 'uploading', 0.9), upload(2, 'waiting'))
  expect(said()).toEqual([])
  await show(upload(1, 'done'), upload(2, 'failed'))
  expect(said()).toEqual(['1.txt: uploaded'])

  await act(async () => connection.set({ status: 'offline' }))
  await show(upload(1, 'done'), upload(3, 'waiting'))
  expect(said()).toEqual(['1.txt: uploaded', '3.txt: waiting'])
  await act(async () => root.unmount())
})
