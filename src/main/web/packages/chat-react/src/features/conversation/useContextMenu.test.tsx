// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { useContextMenu, type Point } from './useContextMenu.ts'

const opened: Point[] = []

function Message() {
  return (
    <div {...useContextMenu((clicked) => opened.push(clicked))}>
      <p>Some words</p>
      <a href="https://example.org">A link</a>
    </div>
  )
}

let root: Root
let page: HTMLElement

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  opened.length = 0
  page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
  act(() => root.render(<Message />))
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

/** Clicks with the right button; tells whether the browser opens its own menu. */
function click(selector: string, pointerType = 'mouse', meanwhile = () => {}): boolean {
  const target = page.querySelector(selector)!
  const init = { bubbles: true, cancelable: true, button: 2, clientX: 30, clientY: 40 }
  target.dispatchEvent(new MouseEvent('pointerdown', init))
  meanwhile()
  return target.dispatchEvent(Object.assign(new MouseEvent('contextmenu', init), { pointerType }))
}

const select = () => getSelection()!.selectAllChildren(page.querySelector('p')!)

test('a message has a menu where it is clicked', () => {
  expect(click('p')).toBe(false)
  expect(opened).toEqual([{ x: 30, y: 40 }])
})

test('links, fingers, and text that was selected before have the menu of the browser', () => {
  expect(click('a')).toBe(true)
  expect(click('p', 'touch')).toBe(true)
  select()
  expect(click('p')).toBe(true)
  expect(opened).toEqual([])
})

test('the word that a browser selects for the click itself does not count', () => {
  getSelection()!.removeAllRanges()
  expect(click('p', 'mouse', select)).toBe(false)
  expect(opened).toHaveLength(1)
  expect(getSelection()!.isCollapsed).toBe(true)
})
