// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import { addToDraft, loadDraft, saveDraft } from './drafts.ts'

const draft = () => loadDraft('dave', 'support')

beforeEach(() => localStorage.clear())

test('what is added to a draft leaves what is typed there', () => {
  addToDraft('dave', 'support', 'It is broken again')
  expect(draft()).toBe('It is broken again')
  saveDraft('dave', 'support', 'My question')
  addToDraft('dave', 'support', 'It is broken')
  expect(draft()).toBe('My question\nIt is broken')
  addToDraft('dave', 'support', 'It is')
  expect(draft()).toBe('My question\nIt is broken\nIt is')
})

test('nothing is added for what has no words, nor what is there', () => {
  saveDraft('dave', 'support', 'My question\nIt is broken')
  addToDraft('dave', 'support', '')
  addToDraft('dave', 'support', 'It is broken')
  expect(draft()).toBe('My question\nIt is broken')
})
