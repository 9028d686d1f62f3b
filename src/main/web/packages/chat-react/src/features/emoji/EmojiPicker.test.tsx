// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LanguageProvider } from '../../i18n/LanguageProvider.tsx'
import { recentEmojis, rememberEmoji } from './choices.ts'
import { EmojiPicker } from './EmojiPicker.tsx'
import { loadEmojis } from './emojis.ts'

let root: Root
let page: HTMLElement

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  localStorage.clear()
  page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
  localStorage.clear()
})

test('emoji that were chosen come first the next time, the newest before the others, each once and not all of them', async () => {
  const chosen = Array.from('😀😃😄😁😆😅🤣😂🙂🙃😉😊😇🥰😍🤩😘')
  for (const character of [...chosen, '😃']) rememberEmoji(character)
  const shown = ['😃', ...chosen.toReversed().filter((character) => character !== '😃')].slice(0, 16)
  const onChoose = vi.fn<(character: string) => void>()
  await loadEmojis('en')
  await act(async () =>
    root.render(
      <LanguageProvider language="en">
        <EmojiPicker onChoose={onChoose} onClose={() => {}} />
      </LanguageProvider>,
    ),
  )
  const recent = [...page.querySelectorAll<HTMLElement>('section[aria-label="Recently used"] button')]
  expect(recent.map(({ textContent }) => textContent)).toEqual(shown)

  act(() => recent[2]!.click())
  expect(onChoose).toHaveBeenCalledExactlyOnceWith(shown[2])
  expect(recentEmojis()).toEqual([shown[2], shown[0], shown[1], ...shown.slice(3)])
})
