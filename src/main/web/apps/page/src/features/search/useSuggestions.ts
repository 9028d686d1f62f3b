import { matches, type Conversation } from '@sealkloud/chat-client'
import { useDates, useLanguage } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { useChat, useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { usePeople } from '@sealkloud/chat-react/features/people/usePeople.ts'
import { daysAgo, FEATURES, OPERATORS, parseDay, typedOperator, type Filter, type Typed } from './filters.ts'
import { useSearchWords } from './words/useSearchWords.ts'

const MOST = 8
const DAYS_AGO = [0, 1, 7, 30]

/** Completes an operator, or the value behind it. */
export interface Suggestion {
  key: string
  label: string
  besides: string
  /** What becomes of the text that is typed. */
  text: string
  /** What is added to the conditions. */
  filter: Filter | null
}

/**
 * What could follow what is typed: an operator at the beginning of a word, or its values; `failed`
 * where the server was asked for them in vain.
 */
export function useSuggestions(text: string): { suggestions: Suggestion[]; failed: boolean } {
  const words = useSearchWords()
  const dates = useDates()
  const dayFirst = useLanguage() === 'de'
  const chat = useChat()
  const me = useMe()
  const conversations = useObservable(chat.conversations)
  const typed = typedOperator(text, words.operators)
  const isPerson = typed?.operator === 'from'
  const { people, error } = usePeople(isPerson ? typed.value : '')
  return { suggestions: typed ? values(typed) : operators(), failed: isPerson && error !== null }

  function values({ operator, value, rest }: Typed): Suggestion[] {
    const besides = `${words.operators[operator]}:`
    const suggest = (key: string, label: string, filter: Filter): Suggestion => ({ key, label, besides, text: rest, filter })

    switch (operator) {
      case 'from':
        return [...(matches(`${me.userName} ${me.userId}`, value) ? [me] : []), ...people]
          .slice(0, MOST)
          .map(({ userId, userName }) => ({ ...suggest(userId, userName, { operator: 'from', userId, name: userName }), besides: userId }))
      case 'in':
        return conversations
          .filter(({ title, ticket }) => matches(`${title} ${ticket?.number ?? ''}`, value))
          .slice(0, MOST)
          .map((conversation) => suggest(conversation.conversationId, nameOf(conversation), inside(conversation)))
      case 'has':
        return FEATURES.filter((what) => matches(`${what} ${words.features[what]}`, value)).map((what) =>
          suggest(what, words.features[what], { operator: 'has', what }),
        )
      default:
        return days(operator, value, suggest)
    }
  }

  function operators(): Suggestion[] {
    const last = /(?:^|\s)(\p{L}*)$/u.exec(text)?.[1]
    if (last === undefined || (last === '' && text !== '')) return []
    return OPERATORS.filter((operator) => words.operators[operator].startsWith(last.toLowerCase()) || operator.startsWith(last.toLowerCase())).map(
      (operator) => ({
        key: operator,
        label: `${words.operators[operator]}:`,
        besides: words.explained[operator],
        text: `${text.slice(0, text.length - last.length)}${words.operators[operator]}:`,
        filter: null,
      }),
    )
  }

  function days(operator: 'before' | 'after', typedDay: string, suggest: (key: string, label: string, filter: Filter) => Suggestion): Suggestion[] {
    const day = parseDay(typedDay, dayFirst)
    if (day) return [suggest(day, dates.date(new Date(`${day}T00:00`)), { operator, date: day })]
    return DAYS_AGO.filter((ago) => matches(words.daysAgo[ago]!, typedDay)).map((ago) => {
      const date = daysAgo(chat.now(), ago)
      return { ...suggest(date, words.daysAgo[ago]!, { operator, date }), besides: date }
    })
  }

  function nameOf({ kind, title }: Conversation): string {
    return kind === 'notes' ? `${title} · ${words.note}` : title
  }

  function inside(conversation: Conversation): Filter {
    return { operator: 'in', conversationId: conversation.conversationId, title: nameOf(conversation) }
  }
}

/** What a condition is called. */
export function useChipText(): (filter: Filter) => string {
  const { chip, features } = useSearchWords()
  const dates = useDates()
  return (filter) => {
    switch (filter.operator) {
      case 'from':
        return chip.from(filter.name)
      case 'in':
        return chip.in(filter.title)
      case 'has':
        return chip.has(features[filter.what])
      default:
        return chip[filter.operator](dates.date(new Date(`${filter.date}T00:00`)))
    }
  }
}
