import { isStaff, type Conversation, type Member } from '@sealkloud/chat-client'
import { useEffect, useRef, useState } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { useMyStatus } from '@sealkloud/chat-react/features/notification/useMyStatus.ts'
import { PersonAvatar } from '@sealkloud/chat-react/features/session/PersonAvatar.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Icon, type IconName } from '@sealkloud/chat-react/ui/Icon.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { useChat, useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { useOpenPerson } from '../people/useOpenPerson.ts'
import { AddPeople } from './AddPeople.tsx'
import styles from './DetailsPane.module.css'
import { RemoveMember } from './RemoveMember.tsx'
import { useRoles } from '@sealkloud/chat-react/features/session/useRoles.ts'

export function Members({ conversation }: { conversation: Conversation }) {
  const chat = useChat()
  const text = useText()
  const roles = useRoles()
  const me = useMe()
  const people = useObservable(chat.people)
  const myStatus = useMyStatus()
  const openPerson = useOpenPerson()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Member | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const removed = useRef(false)
  const mayChange = isStaff(me.userRole) && conversation.kind !== 'notes'

  useEffect(() => {
    if (removing || !removed.current) return
    removed.current = false
    // The button that had the focus goes with its row.
    heading.current?.focus()
  }, [removing])

  return (
    <section className={styles.members}>
      <h3 ref={heading} tabIndex={-1}>
        {text.details.members} · {conversation.members.length}
      </h3>
      <ul className={styles.list}>
        {conversation.members.map((member) => {
          const { userId, userName, userRole, enabled = true } = member
          return (
            <li className={styles.member} key={userId} data-member={userId}>
              <PersonAvatar userId={userId} name={userName} status={userId === me.userId ? myStatus : (people.get(userId)?.status ?? 'offline')} />
              <span>
                <span>
                  <bdi>{userName}</bdi>
                  {userId === me.userId && ` (${text.you})`}
                </span>
                <span className={controls.hint}>{enabled ? roles[userRole] : `${roles[userRole]} · ${text.details.disabled}`}</span>
              </span>
              {enabled && userId !== me.userId && (isStaff(me.userRole) || isStaff(userRole)) && (
                <MemberAction icon="send" label={text.details.write(userName)} onClick={() => openPerson(userId)} />
              )}
              {mayChange && userId !== me.userId && <MemberAction icon="close" label={text.details.remove(userName)} onClick={() => setRemoving(member)} />}
            </li>
          )
        })}
      </ul>
      {mayChange && (
        <button type="button" className={controls.button} onClick={() => setAdding(true)}>
          <Icon name="plus" size={18} />
          {text.details.addPeople}
        </button>
      )}
      {adding && <AddPeople conversation={conversation} onClose={() => setAdding(false)} />}
      {removing && (
        <RemoveMember
          conversation={conversation}
          member={removing}
          onClose={() => setRemoving(null)}
          onRemoved={() => {
            removed.current = true
            setRemoving(null)
          }}
        />
      )}
    </section>
  )
}

function MemberAction({ icon, label, onClick }: { icon: IconName; label: string; onClick: () => void }) {
  return (
    <button type="button" className={controls.icon} aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} size={18} />
    </button>
  )
}
