import type { Room } from '@sealkloud/chat-client'
import { useState, type ReactNode } from 'react'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { named } from '@sealkloud/chat-react/text/names.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'
import { Erase } from '../ui/Erase.tsx'
import { Failed } from '../ui/Failed.tsx'
import { FailedPart } from '../ui/FailedPart.tsx'
import forms from '../ui/forms.module.css'
import { Outcome } from '../ui/Outcome.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAdmin } from '../ui/useAdmin.ts'
import { usePages } from '../ui/usePages.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import styles from './MembersDialog.module.css'

interface Props {
  room: Room
  onChanged: () => void
  onClose: () => void
}

/** Who is in a room; people are put out and brought in. */
export function MembersDialog({ room: { roomId, name }, onChanged, onClose }: Props) {
  const { rooms: words, erasure } = useAdminWords()
  const admin = useAdmin()
  const { rest } = useChat()
  const pages = usePages(async () => ({ items: [await rest.room(roomId)], nextCursor: null }))
  const removal = useAction()
  const members = pages.items?.[0]?.members
  const changed = () => {
    pages.reload()
    onChanged()
  }

  function remove(userId: string) {
    removal.run(async () => {
      await rest.removeMember(roomId, userId)
      changed()
    })
  }

  return (
    <Dialog title={words.membersOf(named(name))} onClose={onClose}>
      <div className={forms.form}>
        {pages.error && !members && <Failed error={pages.error} retry={pages.reload} />}
        {!members && !pages.error && <RowsSkeleton />}
        {members?.length === 0 && <p className={forms.text}>{words.nobody}</p>}
        {members && members.length > 0 && (
          <ul className={styles.people} aria-label={words.members}>
            {members.map((member) => (
              <Person key={member.userId} {...member}>
                <button
                  type="button"
                  className={controls.danger}
                  disabled={removal.working}
                  onClick={() => remove(member.userId)}
                  aria-label={words.removeNamed(member.userName)}
                >
                  {words.remove}
                </button>
              </Person>
            ))}
          </ul>
        )}
        <Outcome of={removal} done={words.removed} />
        {members && <AddMember roomId={roomId} members={new Set(members.map(({ userId }) => userId))} onAdded={changed} />}
        <Erase
          title={erasure.room}
          hint={erasure.roomHint}
          question={erasure.roomQuestion(named(name))}
          conflict={erasure.roomConflict}
          erase={(reason) => admin.eraseConversation(roomId, reason)}
          onDone={onChanged}
        />
      </div>
    </Dialog>
  )
}

function AddMember({ roomId, members, onAdded }: { roomId: string; members: ReadonlySet<string>; onAdded: () => void }) {
  const { rooms: words, more } = useAdminWords()
  const admin = useAdmin()
  const { rest } = useChat()
  const [typed, setTyped] = useState('')
  const addition = useAction()
  const query = typed.trim()
  const found = usePages((cursor) => (query ? admin.users({ query, ...(cursor && { cursor }) }) : Promise.resolve({ items: [], nextCursor: null })), query)
  const others = found.items?.filter(({ userId, userRole }) => !members.has(userId) && userRole !== 'service') ?? []

  function add(userId: string) {
    addition.run(async () => {
      await rest.addMember(roomId, userId)
      // Not the search for the next one.
      setTyped((present) => (present === typed ? '' : present))
      onAdded()
    })
  }

  return (
    <div className={forms.part}>
      <TextField label={words.add} hint={words.addHint} type="search" maxLength={100} value={typed} onChange={(event) => setTyped(event.target.value)} />
      {others.length > 0 && (
        <ul className={styles.people} aria-label={words.add}>
          {others.map((person) => (
            <Person key={person.userId} {...person}>
              <button
                type="button"
                className={controls.button}
                disabled={addition.working}
                onClick={() => add(person.userId)}
                aria-label={words.addNamed(person.userName)}
              >
                {words.addButton}
              </button>
            </Person>
          ))}
        </ul>
      )}
      {found.error && <FailedPart error={found.error} retry={found.items ? found.more : found.reload} />}
      {found.hasMore && !found.error && (
        <button type="button" className={controls.button} disabled={found.loading} onClick={found.more}>
          {more}
        </button>
      )}
      {query && !found.loading && !found.error && !found.hasMore && others.length === 0 && <p className={forms.text}>{words.nobodyFound}</p>}
      <Outcome of={addition} done={words.added} reasons={{ forbidden: words.notAdmitted }} />
    </div>
  )
}

function Person({
  userId,
  userName,
  userRole,
  children,
}: Pick<NonNullable<Room['members']>[number], 'userId' | 'userName' | 'userRole'> & { children: ReactNode }) {
  const text = useText()
  return (
    <li data-person={userId}>
      <span className={styles.name}>
        <bdi>{userName}</bdi>
        <span className={controls.hint}>{text.role[userRole]}</span>
      </span>
      {children}
    </li>
  )
}
