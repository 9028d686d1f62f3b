import { matches, type Room } from '@sealkloud/chat-client'
import { useCallback, useEffect, useState } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { Avatar } from '@sealkloud/chat-react/ui/Avatar.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'
import { StateScreen } from '@sealkloud/chat-react/ui/StateScreen.tsx'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import styles from './Rooms.module.css'

interface Props {
  onOpen: (conversationId: string) => void
  onCreate: () => void
}

export function RoomList({ onOpen, onCreate }: Props) {
  const text = useText()
  const { rooms, failed, load } = useRooms()
  const [query, setQuery] = useState('')
  const shown = rooms?.filter(({ name }) => matches(name, query))

  return (
    <>
      <div className={styles.tools}>
        <input
          type="search"
          className={controls.field}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          placeholder={text.rooms.search}
          aria-label={text.rooms.search}
        />
        <button type="button" className={controls.primary} onClick={onCreate}>
          <Icon name="plus" size={18} />
          {text.rooms.create}
        </button>
      </div>
      {failed ? (
        <StateScreen icon="warning" title={text.rooms.failed}>
          <button type="button" className={controls.button} onClick={load}>
            {text.retry}
          </button>
        </StateScreen>
      ) : !shown ? (
        <RowsSkeleton />
      ) : shown.length === 0 ? (
        <StateScreen icon="room" title={query ? text.sidebar.noMatch(query) : text.rooms.none} />
      ) : (
        <ul className={styles.list}>
          {shown.map((room) => (
            <RoomRow key={room.roomId} room={room} onOpen={onOpen} />
          ))}
        </ul>
      )}
    </>
  )
}

function useRooms() {
  const chat = useChat()
  const [rooms, setRooms] = useState<readonly Room[] | null>(null)
  const [failed, setFailed] = useState(false)

  const load = useCallback(() => {
    setFailed(false)
    void allRooms((cursor) => chat.rest.rooms(cursor)).then(setRooms, () => setFailed(true))
  }, [chat])
  useEffect(load, [load])

  return { rooms, failed, load }
}

async function allRooms(page: (cursor?: string) => Promise<{ items: Room[]; nextCursor: string | null }>): Promise<Room[]> {
  const rooms: Room[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const { items, nextCursor } = await page(cursor)
    rooms.push(...items)
    cursor = nextCursor
  }
  return rooms.filter(({ kind }) => kind !== 'notes')
}

function RoomRow({ room, onOpen }: { room: Room; onOpen: (conversationId: string) => void }) {
  const chat = useChat()
  const text = useText()
  const [state, setState] = useState<'idle' | 'working' | 'failed'>('idle')

  function join() {
    setState('working')
    chat.joinRoom(room.roomId).then(
      ({ conversationId }) => onOpen(conversationId),
      () => setState('failed'),
    )
  }

  return (
    <li className={styles.room} data-room={room.roomId}>
      <Avatar name={room.name} size={40}>
        <Icon name={room.kind === 'ticket' ? 'ticket' : 'room'} />
      </Avatar>
      <span className={styles.name}>
        <bdi>{room.name}</bdi>
        <span className={state === 'failed' ? controls.error : controls.hint}>
          {state === 'failed' ? text.rooms.actionFailed : text.rooms.members(room.memberCount)}
        </span>
      </span>
      {room.member ? (
        <button type="button" className={controls.button} onClick={() => onOpen(room.conversationId)}>
          {text.rooms.open}
        </button>
      ) : (
        <button type="button" className={controls.button} onClick={join} disabled={state === 'working'}>
          {text.rooms.join}
        </button>
      )}
    </li>
  )
}
