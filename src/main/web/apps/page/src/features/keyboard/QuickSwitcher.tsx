import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { open } from '../../route/route.ts'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { isComposing } from '@sealkloud/chat-react/ui/composing.ts'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { UnreadBadge } from '@sealkloud/chat-react/ui/UnreadBadge.tsx'
import { useOpenPerson } from '../people/useOpenPerson.ts'
import styles from './Keyboard.module.css'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { tellFailure } from '@sealkloud/chat-react/features/failure/failure.ts'
import { useDestinations, type Destination } from './useDestinations.tsx'

interface Props {
  onSearch: (text: string) => void
  onClose: () => void
}

/** Goes to a person, a room, a ticket or a message by a few letters. */
export function QuickSwitcher({ onSearch, onClose }: Props) {
  const text = useText()
  const chat = useChat()
  const openPerson = useOpenPerson()
  const listId = useId()
  const list = useRef<HTMLUListElement>(null)
  const [query, setQuery] = useState('')
  const [selected, setSelected] = useState(0)
  const { destinations: results, failed, retry } = useDestinations(query.trim())
  const index = Math.min(selected, results.length - 1)

  useEffect(() => {
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  }, [index])

  function go(result: Destination | undefined) {
    if (!result) return
    onClose()
    if (result.joins) chat.joinRoom(result.key).then(({ conversationId }) => open(conversationId), tellFailure)
    else if (result.conversationId) open(result.conversationId, result.seq)
    else if (result.userId) openPerson(result.userId)
    else if (result.search) onSearch(result.search)
  }

  function onKeyDown(event: KeyboardEvent) {
    // Enter and the arrows choose among the words of an input method first.
    if (isComposing(event)) return
    if (event.key === 'ArrowDown') setSelected(Math.min(index + 1, results.length - 1))
    else if (event.key === 'ArrowUp') setSelected(Math.max(index - 1, 0))
    else if (event.key === 'Enter') go(results[index])
    else return
    event.preventDefault()
  }

  return (
    <Dialog title={text.switcher.title} onClose={onClose}>
      <input
        type="search"
        className={controls.field}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={results[index] && `${listId}-${index}`}
        aria-label={text.switcher.label}
        placeholder={text.switcher.label}
        data-autofocus=""
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setSelected(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul className={styles.results} id={listId} ref={list} role="listbox" aria-label={text.switcher.label}>
        {results.map((result, position) => (
          // the keys are those of the field above
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={result.key}
            id={`${listId}-${position}`}
            className={styles.result}
            role="option"
            aria-selected={position === index}
            onClick={() => go(result)}
          >
            {result.avatar}
            <span className={styles.name}>
              <span>{result.title}</span>
              {result.besides && <span className={controls.hint}>{result.besides}</span>}
            </span>
            <UnreadBadge count={result.unreadCount} />
          </li>
        ))}
      </ul>
      <div role="alert">
        {failed && (
          <p className={controls.error}>
            {text.switcher.failed}{' '}
            <button type="button" className={controls.link} onClick={retry}>
              {text.retry}
            </button>
          </p>
        )}
      </div>
      {results.length === 0 && !failed && <p className={`${controls.hint} ${styles.nothing}`}>{text.switcher.nothing}</p>}
    </Dialog>
  )
}
