import { useEffect, useRef, type ComponentType, type ReactNode } from 'react'
import { useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { StateScreen } from '@sealkloud/chat-react/ui/StateScreen.tsx'
import { useMedia } from '@sealkloud/chat-react/ui/useMedia.ts'
import { adminHref, type AdminRoute } from '../../route/route.ts'
import styles from './AdminPage.module.css'
import { AuditPage } from './audit/AuditPage.tsx'
import { DeadLettersPage } from './deadletters/DeadLettersPage.tsx'
import { HoursPage } from './hours/HoursPage.tsx'
import { PeoplePage } from './people/PeoplePage.tsx'
import { RetentionPage } from './retention/RetentionPage.tsx'
import { RoomsPage } from './rooms/RoomsPage.tsx'
import { RulesPage } from './rules/RulesPage.tsx'
import { SystemPage } from './system/SystemPage.tsx'
import { WebhooksPage } from './webhooks/WebhooksPage.tsx'
import type { AdminWords } from './words/en.ts'
import { useAdminWords } from './words/useAdminWords.ts'

interface Props {
  route: AdminRoute
  /** Who one is, as on the page of the messages. */
  menu: ReactNode
  onTitle: (title: string | undefined) => void
  onClose: () => void
}

type PageId = keyof AdminWords['pages']

const PAGES: Record<PageId, ComponentType<{ item: string | undefined }>> = {
  people: PeoplePage,
  rooms: RoomsPage,
  webhooks: WebhooksPage,
  'dead-letters': DeadLettersPage,
  rules: RulesPage,
  audit: AuditPage,
  hours: HoursPage,
  retention: RetentionPage,
  system: SystemPage,
}

/** What administrators look after: a page for each kind of object, and the way between them. */
export function AdminPage({ route, menu, onTitle, onClose }: Props) {
  const text = useText()
  const words = useAdminWords()
  const allowed = useMe().userRole === 'admin'
  const id = route.page === '' ? 'people' : (Object.keys(PAGES) as PageId[]).find((each) => each === route.page)
  const Page = id && PAGES[id]
  const title = allowed && id ? words.pages[id] : undefined
  useEffect(() => onTitle(title), [onTitle, title])

  return (
    <div className={styles.admin}>
      <header className={styles.top}>
        <button type="button" className={controls.icon} data-region="" onClick={onClose} aria-label={words.toMessages} title={words.toMessages}>
          <Icon name="back" />
        </button>
        <strong className={styles.name}>{text.menu.administration}</strong>
        {menu}
      </header>
      {!allowed ? (
        <Refused title={words.forbidden} hint={words.forbiddenHint} onClose={onClose} />
      ) : !Page ? (
        <Refused title={words.notFound} onClose={onClose} />
      ) : (
        <div className={styles.columns}>
          <Ways current={id} />
          <main className={styles.main}>
            <div className={styles.page}>
              <Heading title={words.pages[id]} />
              {/* oxlint-disable-next-line react/static-components -- one of a fixed few */}
              <Page item={route.item} key={id} />
            </div>
          </main>
        </div>
      )}
    </div>
  )
}

function Refused({ title, hint, onClose }: { title: string; hint?: string; onClose: () => void }) {
  const words = useAdminWords()
  return (
    <main className={styles.refused}>
      <StateScreen icon="warning" title={title} text={hint}>
        <button type="button" className={controls.button} onClick={onClose}>
          {words.toMessages}
        </button>
      </StateScreen>
    </main>
  )
}

/**
 * Takes the focus when another page is chosen: what had it is gone, and a screen reader says where
 * one is.
 */
function Heading({ title }: { title: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(title)
  useEffect(() => {
    if (before.current !== title) heading.current?.focus()
    before.current = title
  }, [title])
  return (
    <h1 className={styles.heading} tabIndex={-1} ref={heading}>
      {title}
    </h1>
  )
}

/** A column of links; on a narrow screen a choice. */
function Ways({ current }: { current: PageId }) {
  const text = useText()
  const words = useAdminWords()
  const narrow = useMedia('(max-width: 699px)')
  const all = Object.entries(words.pages)
  return (
    <nav className={styles.ways} aria-label={text.menu.administration}>
      {narrow ? (
        <select className={controls.field} aria-label={words.page} value={current} onChange={(event) => void (location.hash = adminHref(event.target.value))}>
          {all.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      ) : (
        <ul>
          {all.map(([id, name]) => (
            <li key={id}>
              <a href={adminHref(id)} aria-current={id === current ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </nav>
  )
}
