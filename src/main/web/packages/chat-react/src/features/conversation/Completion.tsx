import type { Conversation, Member } from '@sealkloud/chat-client'
import { useEffect, useMemo, useState } from 'react'
import { useLanguage, useText } from '../../i18n/LanguageProvider.tsx'
import { PersonAvatar } from '../session/PersonAvatar.tsx'
import { skinTone } from '../emoji/choices.ts'
import { loadEmojis, searchEmojis, type Emoji } from '../emoji/emojis.ts'
import { useMe } from '../session/ChatProvider.tsx'
import { membersLike, mentionOf, type Completable } from './completion.ts'
import styles from './Completion.module.css'

const MOST = 8

/** One way to complete what is typed. */
export interface Suggestion {
  key: string
  /** What is written in its place. */
  text: string
  label: string
  sign: string
}

export interface CompletionProps {
  id: string
  conversation: Conversation
  completable: Completable
  /** Which one Enter takes. */
  chosen: number
  onSuggestions: (suggestions: readonly Suggestion[]) => void
  onTake: (suggestion: Suggestion) => void
  onClose: () => void
}

/** Names or emoji that begin with what is typed, above where it is. The text keeps the focus. */
export function Completion({ id, conversation, completable, chosen, onSuggestions, onTake }: CompletionProps) {
  const text = useText().composer
  const suggestions = useSuggestions(conversation, completable)

  useEffect(() => {
    onSuggestions(suggestions)
    return () => onSuggestions([])
  }, [suggestions, onSuggestions])

  if (suggestions.length === 0) return null
  return (
    <ul className={styles.list} id={id} role="listbox" aria-label={completable.kind === 'mention' ? text.members : text.emoji}>
      {suggestions.map((suggestion, index) => (
        // The keys are those of the text, which has the focus.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <li
          key={suggestion.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          className={styles.suggestion}
          // The text keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          {completable.kind === 'mention' ? (
            <PersonAvatar userId={suggestion.key} name={suggestion.sign} size={24} />
          ) : (
            <span className={styles.sign}>{suggestion.sign}</span>
          )}
          <bdi className={styles.label}>{suggestion.label}</bdi>
        </li>
      ))}
    </ul>
  )
}

function useSuggestions({ members }: Conversation, { kind, query }: Completable): readonly Suggestion[] {
  const me = useMe().userId
  const language = useLanguage()
  const [emojis, setEmojis] = useState<readonly Emoji[]>([])

  useEffect(() => {
    // While the server is away there are none.
    if (kind === 'emoji') loadEmojis(language).then(setEmojis, () => {})
  }, [kind, language])

  return useMemo(() => (kind === 'mention' ? ofMembers(members, me, query) : ofEmojis(emojis, query)).slice(0, MOST), [kind, query, members, me, emojis])
}

function ofMembers(members: readonly Member[], me: string, query: string): Suggestion[] {
  const others = members.filter(({ userId }) => userId !== me)
  return membersLike(others, query).map((member) => {
    const { userId, userName } = member
    const mention = mentionOf(member, members)
    return { key: userId, text: mention, label: mention === `@${userName}` ? userName : `${userName} (${userId})`, sign: userName }
  })
}

function ofEmojis(emojis: readonly Emoji[], query: string): Suggestion[] {
  const tone = skinTone()
  return searchEmojis(emojis, query).map(({ character, tones, shortcodes, label }) => {
    const toned = tones[tone - 1] ?? character
    return { key: character, text: toned, label: shortcodes[0] ? `:${shortcodes[0]}:` : label, sign: toned }
  })
}
