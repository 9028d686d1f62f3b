import type { Conversation } from '@sealkloud/chat-client'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import type { usePeople } from '@sealkloud/chat-react/features/people/usePeople.ts'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { MoreOnSight } from '@sealkloud/chat-react/ui/MoreOnSight.tsx'
import { RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import rows from '../../ui/rows.module.css'
import { useOpenPerson } from '../people/useOpenPerson.ts'
import { PersonRow } from './PersonRow.tsx'

interface Props {
  query: string
  found: ReturnType<typeof usePeople>
  /** Also those with whom one talks, where their conversations are not listed above. */
  all?: boolean
  onDutyOnly: boolean
}

/** Whom one may write to. */
export function PeopleList({ query, found: { people, ambiguous, hasMore, more, loading, error, retry }, all = false, onDutyOnly }: Props) {
  const text = useText()
  const conversations = useObservable(useChat().conversations)
  const openPerson = useOpenPerson()

  if (loading) return <RowsSkeleton />
  // Those with whom one talks already stand above, with their last line.
  const talking = all ? new Set() : partners(conversations)
  const others = people.filter(({ userId, status }) => !talking.has(userId) && (!onDutyOnly || status === 'online'))
  const failure = error && (
    <p className={rows.empty} role="alert">
      {text.sidebar.failed}{' '}
      <button type="button" className={controls.button} onClick={retry}>
        {text.retry}
      </button>
    </p>
  )
  if (failure && others.length === 0) return failure
  if (others.length === 0 && query && !hasMore) return <p className={rows.empty}>{text.sidebar.noMatch(query)}</p>
  return (
    <ul className={rows.list}>
      {others.map((person) => (
        <PersonRow key={person.userId} person={person} ambiguous={ambiguous.has(person.userName)} onOpen={openPerson} />
      ))}
      {hasMore && !onDutyOnly && <MoreOnSight more={more} after={people.length} />}
      {onDutyOnly && <li className={rows.empty}>{others.length === 0 ? text.sidebar.nobodyOnDuty : text.sidebar.othersBySearch}</li>}
      {failure && <li>{failure}</li>}
    </ul>
  )
}

function partners(conversations: readonly Conversation[]): ReadonlySet<string> {
  return new Set(conversations.flatMap(({ kind, members }) => (kind === 'direct' ? members.map(({ userId }) => userId) : [])))
}
