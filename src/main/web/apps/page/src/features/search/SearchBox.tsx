import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { isComposing } from '@sealkloud/chat-react/ui/composing.ts'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { withFilter, type Filter } from './filters.ts'
import styles from './Search.module.css'
import { useChipText, useSuggestions, type Suggestion } from './useSuggestions.ts'
import { useSearchWords } from './words/useSearchWords.ts'

interface Props {
  text: string
  filters: readonly Filter[]
  onChange: (text: string, filters: readonly Filter[]) => void
  /** Enter, with nothing to complete. */
  onEnter: () => void
}

/** Words and conditions. An operator becomes a condition of its own when its value is chosen. */
export function SearchBox({ text, filters, onChange, onEnter }: Props) {
  const words = useSearchWords()
  const chipText = useChipText()
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  const [selected, setSelected] = useState(-1)
  const { suggestions, failed } = useSuggestions(text)
  const shown = open ? suggestions : []
  // Behind an operator Enter takes the first one; before it, the words are what is meant.
  const isValue = suggestions[0]?.filter != null
  const index = Math.min(selected < 0 && isValue ? 0 : selected, shown.length - 1)

  useEffect(() => input.current?.focus(), [])

  function take(suggestion: Suggestion) {
    onChange(suggestion.text, suggestion.filter ? withFilter(filters, suggestion.filter) : filters)
    setSelected(-1)
    setOpen(suggestion.filter === null)
    input.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isComposing(event)) return
    const chosen = shown[index]
    if (event.key === 'ArrowDown') {
      setOpen(true)
      setSelected(Math.min(index + 1, suggestions.length - 1))
    } else if (event.key === 'ArrowUp') setSelected(Math.max(index - 1, -1))
    else if (event.key === 'Enter' && chosen) take(chosen)
    else if (event.key === 'Enter') onEnter()
    else if (event.key === 'Escape' && shown.length > 0 && text !== '') setOpen(false)
    else if (event.key === 'Backspace' && event.currentTarget.selectionEnd === 0 && filters.length > 0) onChange(text, filters.slice(0, -1))
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className={styles.box}>
      <div className={styles.field}>
        <Icon name="search" size={18} />
        <input
          ref={input}
          type="search"
          className={controls.field}
          role="combobox"
          aria-expanded={shown.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={shown[index] && `${listId}-${index}`}
          aria-label={words.title}
          placeholder={words.box}
          maxLength={250}
          data-region=""
          value={text}
          onChange={(event) => {
            onChange(event.target.value, filters)
            setOpen(true)
            setSelected(-1)
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        <ul className={styles.suggestions} id={listId} role="listbox" aria-label={words.suggestions} hidden={shown.length === 0}>
          {shown.map((suggestion, position) => (
            // the keys are those of the field above
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={suggestion.key}
              id={`${listId}-${position}`}
              role="option"
              aria-selected={position === index}
              className={styles.suggestion}
              // The field would lose the focus, and the list would be gone before the click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(suggestion)}
            >
              <bdi>{suggestion.label}</bdi>
              <span className={controls.hint}>{suggestion.besides}</span>
            </li>
          ))}
        </ul>
      </div>
      <div role="alert">{failed && <p className={controls.error}>{words.peopleFailed}</p>}</div>
      {filters.length > 0 && (
        <ul className={styles.chips} aria-label={words.filters}>
          {filters.map((filter) => (
            <li key={filter.operator}>
              <button
                type="button"
                className={styles.chip}
                aria-label={words.remove(chipText(filter))}
                onClick={() => {
                  onChange(
                    text,
                    filters.filter((each) => each !== filter),
                  )
                  input.current?.focus()
                }}
              >
                <bdi>{chipText(filter)}</bdi>
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
