import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { open } from '../../route/route.ts'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { matches } from '@sealkloud/chat-react/text/fold.ts'
import { Avatar } from '@sealkloud/chat-react/ui/Avatar.tsx'
import { isComposing } from '@sealkloud/chat-react/ui/composing.ts'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { UnreadBadge } from '@sealkloud/chat-react/ui/UnreadBadge.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { ConversationAvatar } from '@sealkloud/chat-react/features/conversation/ConversationAvatar.tsx'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { useOpenPerson } from '../people/useOpenPerson.ts'
import { usePeople } from '@sealkloud/chat-react/features/people/usePeople.ts'
import styles from './Keyboard.module.css'

const MOST = 30

/** Goes to a person or a room by a few letters of its name. */
export function QuickSwitcher({ onClose }: { onClose: () => void }) {
  const text = useText()
  const openPerson = useOpenPerson()
  const listId = useId()
  const list = useRef<HTMLUListElement>(null)
  const [query, setQuery] = useState('')
  const [selected, setSelected] = useState(0)
  const results = useResults(query.trim())
  const index = Math.min(selected, results.length - 1)

  useEffect(() => {
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  }, [index])

  function go(result: Result | undefined) {
    if (!result) return
    onClose()
    if (result.conversationId) open(result.conversationId)
    else openPerson(result.key)
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
              <bdi>{result.title}</bdi>
              {result.besides && <span className={controls.hint}>{result.besides}</span>}
            </span>
            <UnreadBadge count={result.unreadCount} />
          </li>
        ))}
      </ul>
      {results.length === 0 && <p className={`${controls.hint} ${styles.nothing}`}>{text.switcher.nothing}</p>}
    </Dialog>
  )
}

interface Result {
  /** The conversation's id, or the person's. */
  key: string
  conversationId: string | null
  title: string
  /** What tells somebody from others of the same name. */
  besides: string | null
  unreadCount: number
  avatar: React.ReactNode
}

function useResults(query: string): Result[] {
  const conversations = useObservable(useChat().conversations)
  const text = useText()
  const { people, ambiguous } = usePeople(query)

  const known = conversations
    .filter(({ kind, title }) => kind !== 'notes' && matches(title, query))
    .map((conversation) => ({
      key: conversation.conversationId,
      conversationId: conversation.conversationId,
      title: conversation.title,
      besides: null,
      unreadCount: conversation.unreadCount,
      avatar: <ConversationAvatar conversation={conversation} size={32} />,
    }))
  const others = people
    .filter(({ userId }) => !conversations.some(({ kind, members }) => kind === 'direct' && members.some((member) => member.userId === userId)))
    .map(({ userId, userName, userRole, status }) => ({
      key: userId,
      conversationId: null,
      title: userName,
      besides: ambiguous.has(userName) ? `${userId} · ${text.role[userRole]}` : text.role[userRole],
      unreadCount: 0,
      avatar: <Avatar name={userName} size={32} status={status} />,
    }))
  return [...known, ...others].slice(0, MOST)
}
