import type { Room } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { SelectField, TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { Table } from '@sealkloud/chat-react/ui/Table.tsx'
import forms from '../ui/forms.module.css'
import { Listing } from '../ui/Listing.tsx'
import { usePages } from '../ui/usePages.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import { RoomDialog } from './RoomDialog.tsx'
import { MembersDialog } from './MembersDialog.tsx'

type Kind = 'team' | 'ticket' | 'archived'

const PAGE = 50

/** All rooms and who is in them. */
export function RoomsPage() {
  const words = useAdminWords().rooms
  const { rest } = useChat()
  const [query, setQuery] = useState('')
  const [kind, setKind] = useState<Kind | ''>('team')
  const [open, setOpen] = useState<{ room: Room; what: 'members' | 'room' } | null>(null)
  const q = query.trim()
  const filter = { ...(q && { q }), ...(kind === 'archived' ? { archived: 'true' as const } : kind && { kind }) }
  const pages = usePages((cursor) => rest.rooms(cursor, filter, PAGE), JSON.stringify(filter))

  return (
    <>
      <div className={forms.tools}>
        <div className={forms.search}>
          <TextField label={words.search} type="search" maxLength={100} value={query} onChange={(event) => setQuery(event.target.value)} data-region="" />
        </div>
        <SelectField
          label={words.kind}
          value={kind}
          onChange={(event) => setKind(event.target.value as Kind | '')}
          options={[
            ['', words.everyKind],
            ['team', words.kinds.team],
            ['ticket', words.kinds.ticket],
            ['archived', words.archived],
          ]}
        />
      </div>
      <Listing pages={pages} empty={{ icon: 'search', title: words.none, text: words.noneHint }}>
        {(rooms) => <Rooms rooms={rooms} onOpen={(room, what) => setOpen({ room, what })} />}
      </Listing>
      {open?.what === 'members' && <MembersDialog room={open.room} onChanged={pages.reload} onClose={() => setOpen(null)} />}
      {open?.what === 'room' && <RoomDialog room={open.room} onChanged={pages.reload} onClose={() => setOpen(null)} />}
    </>
  )
}

function Rooms({ rooms, onOpen }: { rooms: readonly Room[]; onOpen: (room: Room, what: 'members' | 'room') => void }) {
  const words = useAdminWords().rooms
  return (
    <Table
      caption={words.table}
      rows={rooms}
      keyOf={({ roomId }) => roomId}
      columns={[
        { name: words.name, render: ({ name }) => <bdi>{name}</bdi> },
        { name: words.kind, render: ({ kind, ticket }) => (kind === 'ticket' ? `${words.kinds.ticket} ${ticket?.number ?? ''}`.trim() : words.kinds.team) },
        { name: words.members, render: ({ memberCount }) => memberCount },
        {
          name: words.edit,
          hidden: true,
          render: (room) => (
            <>
              {room.kind === 'team' && (
                <button type="button" className={controls.button} onClick={() => onOpen(room, 'room')} aria-label={words.changeNamed(room.name)}>
                  {words.change}
                </button>
              )}
              {!room.archived && (
                <button type="button" className={controls.button} onClick={() => onOpen(room, 'members')} aria-label={words.editNamed(room.name)}>
                  {words.edit}
                </button>
              )}
            </>
          ),
        },
      ]}
    />
  )
}
