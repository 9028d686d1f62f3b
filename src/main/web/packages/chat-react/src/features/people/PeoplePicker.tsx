import { isStaff } from '@sealkloud/chat-client'
import { useDeferredValue, useId, useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { MoreOnSight } from '../../ui/MoreOnSight.tsx'
import { usePeople } from './usePeople.ts'
import styles from './PeoplePicker.module.css'
import { useRoles } from '../session/useRoles.ts'

interface Props {
  /** What they are chosen for. */
  label: string
  /** Whom to choose from. */
  who: 'staff' | 'clients' | 'everybody'
  chosen: readonly string[]
  choose: (userIds: readonly string[]) => void
  /** People who are in already. */
  without?: readonly string[]
  /** Only one can be chosen. */
  one?: boolean
}

const NOBODY: readonly string[] = []

/** Chooses people by name. */
export function PeoplePicker({ label, who, chosen, choose, without = NOBODY, one = false }: Props) {
  const text = useText()
  const roles = useRoles()
  const name = useId()
  const [query, setQuery] = useState('')
  const { people, ambiguous, hasMore, more, error, retry } = usePeople(useDeferredValue(query.trim()))
  const shown = people.filter(({ userId, userRole }) => !without.includes(userId) && (who === 'everybody' || isStaff(userRole) === (who === 'staff')))

  function toggle(userId: string) {
    if (one) choose([userId])
    else choose(chosen.includes(userId) ? chosen.filter((id) => id !== userId) : [...chosen, userId])
  }

  return (
    <div className={styles.picker} role="group" aria-label={label}>
      <input
        type="search"
        data-autofocus={one ? '' : undefined}
        className={controls.field}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        placeholder={text.details.search}
        aria-label={text.details.search}
      />
      <ul className={styles.people}>
        {shown.map(({ userId, userName, userRole, status }) => (
          <li key={userId}>
            <label className={controls.choice}>
              <input type={one ? 'radio' : 'checkbox'} name={name} checked={chosen.includes(userId)} onChange={() => toggle(userId)} />
              <bdi>{userName}</bdi>
              <span className={controls.hint}>
                {ambiguous.has(userName) && `${userId} · `}
                {roles[userRole]} · {text.status[status]}
              </span>
            </label>
          </li>
        ))}
        {hasMore && !error && <MoreOnSight more={more} after={people.length} />}
        {error && (
          <li className={controls.error} role="alert">
            {text.sidebar.failed}{' '}
            <button type="button" className={controls.link} onClick={retry}>
              {text.retry}
            </button>
          </li>
        )}
        {shown.length === 0 && !hasMore && !error && <li className={controls.hint}>{query ? text.sidebar.noMatch(query) : text.details.everybodyIn}</li>}
      </ul>
    </div>
  )
}
