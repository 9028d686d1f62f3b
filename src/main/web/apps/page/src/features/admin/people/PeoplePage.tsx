import type { AdministeredUser, UserRole } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { PersonAvatar } from '@sealkloud/chat-react/features/session/PersonAvatar.tsx'
import { useDates, useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { SelectField, TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { Segments } from '@sealkloud/chat-react/ui/Segments.tsx'
import { Table } from '@sealkloud/chat-react/ui/Table.tsx'
import { adminHref } from '../../../route/route.ts'
import forms from '../ui/forms.module.css'
import { Listing } from '../ui/Listing.tsx'
import { useAdmin } from '../ui/useAdmin.ts'
import { usePages } from '../ui/usePages.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import { ImportPage } from './ImportPage.tsx'
import { NewPerson } from './NewPerson.tsx'
import styles from './PeoplePage.module.css'
import { PersonDialog } from './PersonDialog.tsx'
import { useRoleOptions } from './useRoleOptions.ts'

/** Everybody who has an account; `import` adds many at once. */
export function PeoplePage({ item }: { item: string | undefined }) {
  return item === 'import' ? <ImportPage /> : <Accounts />
}

function Accounts() {
  const { people: words, import: imported } = useAdminWords()
  const admin = useAdmin()
  const roles = useRoleOptions()
  const [query, setQuery] = useState('')
  const [role, setRole] = useState<UserRole | ''>('')
  const [enabled, setEnabled] = useState(true)
  const [open, setOpen] = useState<AdministeredUser | 'new' | null>(null)
  const close = () => setOpen(null)
  const filter = { query: query.trim(), enabled, ...(role && { role }) }
  const pages = usePages((cursor) => admin.users({ ...filter, ...(cursor && { cursor }) }), JSON.stringify(filter))
  const unfiltered = !filter.query && !role

  return (
    <>
      <div className={forms.tools}>
        <div className={forms.search}>
          <TextField label={words.search} type="search" value={query} onChange={(event) => setQuery(event.target.value)} data-region="" />
        </div>
        <SelectField
          label={words.role}
          value={role}
          onChange={(event) => setRole(event.target.value as UserRole | '')}
          options={[['', words.everyRole], ...roles]}
        />
        <Segments
          legend={words.which}
          legendHidden
          options={[
            ['true', words.enabled],
            ['false', words.disabled],
          ]}
          chosen={String(enabled)}
          choose={(value) => setEnabled(value === 'true')}
        />
        <div className={forms.actions}>
          <a className={controls.button} href={adminHref('people', 'import')}>
            {imported.open}
          </a>
          <button type="button" className={controls.primary} onClick={() => setOpen('new')}>
            <Icon name="plus" size={18} />
            {words.create}
          </button>
        </div>
      </div>
      <Listing
        pages={pages}
        empty={unfiltered && !enabled ? { icon: 'people', title: words.noneDisabled } : { icon: 'search', title: words.none, text: words.noneHint }}
      >
        {(people) => <People people={people} onEdit={setOpen} />}
      </Listing>
      {open === 'new' && <NewPerson onClose={close} onCreated={pages.reload} />}
      {open && open !== 'new' && <PersonDialog person={open} onClose={close} onChanged={pages.reload} />}
    </>
  )
}

function People({ people, onEdit }: { people: readonly AdministeredUser[]; onEdit: (person: AdministeredUser) => void }) {
  const text = useText()
  const dates = useDates()
  const chat = useChat()
  const { people: words } = useAdminWords()
  const lastSeen = ({ status, lastSeen: at }: AdministeredUser) =>
    status !== 'offline' ? text.status[status] : at ? dates.short(new Date(at), chat.now()) : words.never

  return (
    <Table
      caption={words.table}
      rows={people}
      keyOf={({ userId }) => userId}
      columns={[
        {
          name: words.name,
          render: ({ userName, userId, picture }) => (
            <span className={styles.person}>
              <PersonAvatar userId={userId} version={picture} name={userName} size={32} />
              <span className={styles.name}>
                <bdi>{userName}</bdi>
                {userName !== userId && <span className={controls.hint}>{userId}</span>}
              </span>
            </span>
          ),
        },
        { name: words.role, render: ({ userRole }) => text.role[userRole] },
        { name: words.lastSeen, render: lastSeen },
        {
          name: words.edit,
          hidden: true,
          render: (person) => (
            <button type="button" className={controls.button} onClick={() => onEdit(person)} aria-label={words.editNamed(person.userName)}>
              {words.edit}
            </button>
          ),
        },
      ]}
    />
  )
}
