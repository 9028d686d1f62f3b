// @vitest-environment jsdom
import { ChatError, type ChatClient } from '@sealkloud/chat-client'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { stubDialogs } from '../../../../../testing/dialogs.ts'
import { ChatProvider } from '../session/ChatProvider.tsx'
import type { Picture } from './pictures.ts'
import { Viewer } from './Viewer.tsx'

const picture = (name: string): Picture => ({
  attachmentId: `id-of-${name}`,
  name,
  contentType: 'image/png',
  size: 100,
  status: 'ready',
  width: 4_000,
  height: 3_000,
})

let root: Root
let page: HTMLElement
let refusal: ChatError | null
const attachment = vi.fn(async () => new Blob(['original']))
const thumbnail = vi.fn(async () => new Blob(['copy']))
const clicked = vi.fn<(link: { href: string; download: string; rel: string }) => void>()
const onClose = vi.fn<() => void>()

async function attachmentLink(attachmentId: string): Promise<string> {
  if (refusal) throw refusal
  return `https://chat.example.org/${attachmentId}`
}
const chat = { rest: { attachment, thumbnail, attachmentLink } } as unknown as ChatClient

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  for (const mock of [attachment, thumbnail, clicked, onClose]) mock.mockClear()
  stubDialogs()
  Object.assign(URL, { createObjectURL: () => 'blob:one', revokeObjectURL: () => {} })
  Element.prototype.scrollTo = () => {}
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const { href, download, rel } = this
    clicked({ href, download, rel })
  })
  refusal = null
  page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
  await act(async () =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <Viewer pictures={[picture('one.png'), picture('two.png')]} start={0} onClose={onClose} />
      </ChatProvider>,
    ),
  )
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

const dialog = () => page.querySelector('dialog')!
const press = (key: string, more: KeyboardEventInit = {}) =>
  act(async () => dialog().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more })))
const button = (label: string) => page.querySelector<HTMLElement>(`button[aria-label="${label}"]`)
const width = () => page.querySelector('img')!.style.width

test('+ shows the pixels of the original and - all of it, as the button does', async () => {
  expect([width(), thumbnail.mock.calls, attachment.mock.calls.length]).toEqual(['', [['id-of-one.png', 'large']], 0])
  await press('+', { ctrlKey: true })
  expect(width(), 'the zoom of the browser').toBe('')

  await press('+')
  expect(width()).toBe('4000px')
  expect(attachment).toHaveBeenCalledWith('id-of-one.png')
  await press('-')
  expect(width()).toBe('')
  await act(async () => button('Original size')!.click())
  expect(width()).toBe('4000px')

  // The next one is seen as a whole first.
  await press('ArrowRight')
  expect(page.querySelector('img')!.alt).toBe('two.png')
  expect(width()).toBe('')
  await press('Escape')
  expect(onClose).toHaveBeenCalledOnce()
})

test('the picture that is shown is saved under its name, and what is gone is told', async () => {
  await press('ArrowRight')
  await act(async () => button('Save or open the file')!.click())
  expect(clicked).toHaveBeenCalledExactlyOnceWith({ href: 'https://chat.example.org/id-of-two.png', download: 'two.png', rel: 'noopener' })

  refusal = new ChatError('not_found', 'gone', 404)
  await act(async () => button('Save or open the file')!.click())
  expect(page.querySelector('[role=alert]')!.textContent).toBe('The file is not there any more.')
  expect(clicked).toHaveBeenCalledOnce()
})
