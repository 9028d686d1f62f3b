import type { Conversation } from '@sealkloud/chat-client'
import { useCallback, useId, useMemo, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { rememberEmoji } from '../emoji/choices.ts'
import type { Suggestion } from './Completion.tsx'
import { completableAt } from './completion.ts'
import { LaterCompletion } from './laterParts.ts'

interface Completing {
  /** Above where it is typed. */
  list: ReactNode
  /** Of the text: what a screen reader is told. */
  aria: { role: 'combobox'; 'aria-autocomplete': 'list'; 'aria-controls': string; 'aria-expanded': boolean; 'aria-activedescendant'?: string }
  /** The caret has moved. */
  onSelect: () => void
  /** @returns whether the key was meant for the list */
  onKeyDown: (event: KeyboardEvent) => boolean
}

/** Completes names behind an `@` and emoji behind a `:` in a text. */
export function useCompletion(
  conversation: Conversation,
  text: string,
  setText: (text: string) => void,
  input: RefObject<HTMLTextAreaElement | null>,
): Completing {
  const id = useId()
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [refused, setRefused] = useState<number | null>(null)
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([])
  const found = useMemo(() => completableAt(text, caret), [text, caret])
  const completable = found && found.start !== refused ? found : null
  const close = useCallback(() => setRefused(found?.start ?? null), [found])

  function take({ text: taken }: Suggestion) {
    if (!completable) return
    const written = `${text.slice(0, completable.start)}${taken} `
    if (completable.kind === 'emoji') rememberEmoji(taken)
    // At once: the next key may come before the next frame.
    flushSync(() => {
      setText(written + text.slice(caret).trimStart())
      setCaret(written.length)
    })
    input.current?.setSelectionRange(written.length, written.length)
  }

  function onKeyDown(event: KeyboardEvent): boolean {
    const suggestion = suggestions[chosen]
    if (!suggestion || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false
    const acts: Record<string, () => void> = {
      ArrowDown: () => setChosen((chosen + 1) % suggestions.length),
      ArrowUp: () => setChosen((chosen + suggestions.length - 1) % suggestions.length),
      Enter: () => take(suggestion),
      Tab: () => take(suggestion),
      Escape: close,
    }
    const act = acts[event.key]
    if (!act) return false
    event.preventDefault()
    event.stopPropagation()
    act()
    return true
  }

  const open = suggestions.length > 0
  return {
    list: completable && (
      <LaterCompletion
        id={id}
        conversation={conversation}
        completable={completable}
        chosen={chosen}
        onSuggestions={setSuggestions}
        onTake={take}
        onClose={close}
      />
    ),
    aria: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-controls': id,
      'aria-expanded': open,
      ...(open && { 'aria-activedescendant': `${id}-${chosen}` }),
    },
    onSelect: () => {
      setCaret(input.current?.selectionStart ?? 0)
      setChosen(0)
      if (found === null) setRefused(null)
    },
    onKeyDown,
  }
}
