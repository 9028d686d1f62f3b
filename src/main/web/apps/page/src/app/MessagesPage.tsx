import { useEffect, useState } from 'react'
import { ConnectionBanner } from '@sealkloud/chat-react/features/connection/ConnectionBanner.tsx'
import { useNetwork } from './useNetwork.ts'
import { ChatInterface } from '@sealkloud/chat-react/features/conversation/ChatInterface.tsx'
import { fetchParts } from '@sealkloud/chat-react/features/failure/later.tsx'
import { FailureLine } from '@sealkloud/chat-react/features/failure/FailureLine.tsx'
import { useShortcuts } from '../features/keyboard/useShortcuts.ts'
import { ChatNotification } from '@sealkloud/chat-react/features/notification/ChatNotification.tsx'
import { NotificationDialog } from '@sealkloud/chat-react/features/notification/later.ts'
import { usePush } from '@sealkloud/chat-react/features/notification/usePush.ts'
import { useWindowPresence } from '@sealkloud/chat-react/features/presence/useWindowPresence.ts'
import { change } from '../features/preferences/preferences.ts'
import { Sidebar } from '../features/sidebar/Sidebar.tsx'
import { SUPPORT_DRAFT, useContactsSupport } from '../features/support/useContactsSupport.ts'
import { useSupportFirst } from '../features/support/useSupportFirst.ts'
import { addToDraft } from '@sealkloud/chat-react/features/conversation/drafts.ts'
import { useChat, useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { StateScreen } from '@sealkloud/chat-react/ui/StateScreen.tsx'
import { useLayer } from '@sealkloud/chat-react/ui/layers.ts'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { MyMenu } from '../features/sidebar/MyMenu.tsx'
import { AccountPage, AdminPage, ContactSupport, DetailsPane, HoldPart, QuickSwitcher, RoomsDialog, SearchPane, ShortcutHelp } from './later.ts'
import { useSearchPane } from '../features/search/useSearchPane.ts'
import styles from './MessagesPage.module.css'
import { hrefOfSupport, open, openList, useRoute } from '../route/route.ts'
import { useMedia } from '@sealkloud/chat-react/ui/useMedia.ts'
import { windowTitle } from './windowTitle.ts'

type Window = 'switcher' | 'shortcuts' | 'rooms' | 'notifications'

/**
 * The page *Messages*: the list at the left, the conversation in the middle, its details at the
 * right if there is room. The administration takes their place, so that messages still announce
 * themselves there.
 */
export function MessagesPage({ onLogOut }: { onLogOut: (everywhere?: boolean) => Promise<void> }) {
  const text = useText()
  const route = useRoute()
  const { conversationId, seq, account, admin, support, follows } = route
  const contactsSupport = useContactsSupport()
  const { userId } = useMe()
  const narrow = useMedia('(max-width: 699px)')
  const wide = useMedia('(min-width: 1280px)')
  const roomy = useMedia('(min-width: 1100px)')
  const [wantsDetails, setWantsDetails] = useState<boolean | null>(null)
  const [detailsOver, setDetailsOver] = useState<string | null>(null)
  const [shown, setShown] = useState<Window | null>(null)
  const [adminTitle, setAdminTitle] = useState<string>()
  const close = () => setShown(null)
  const search = useSearchPane(roomy)
  const mine = { onNotifications: () => setShown('notifications'), onShortcuts: () => setShown('shortcuts'), onLogOut }
  const shownConversation = useObservable(useChat().conversations).find((conversation) => conversation.conversationId === conversationId)
  const known = shownConversation !== undefined
  // Beside the conversation they stay open for the next one; over it they would hide it.
  const details = known && conversationId !== undefined && (roomy ? (wantsDetails ?? wide) : detailsOver === conversationId)
  const showDetails = (wanted: boolean) => (roomy ? setWantsDetails(wanted) : setDetailsOver(wanted ? (conversationId ?? null) : null))

  function newTicket(closedRoomId: string, content = '') {
    addToDraft(userId, SUPPORT_DRAFT, content)
    location.hash = hrefOfSupport(closedRoomId)
  }

  const beside = search.shown || details

  useLayer(details && !roomy, () => showDetails(false))
  useNetwork()
  useWindowPresence(conversationId)
  useSupportFirst(route, contactsSupport, narrow)
  usePush()
  useEffect(whenIdle, [])
  useShortcuts({
    onSwitcher: () => setShown('switcher'),
    onSearch: () => search.begin({ text: '' }),
    onFind: () => shownConversation !== undefined && search.find(shownConversation),
    onHelp: () => setShown('shortcuts'),
  })

  return (
    <div className={styles.page}>
      <ConnectionBanner />
      <FailureLine />
      {account ? (
        <AccountPage menu={<MyMenu {...mine} />} onLanguage={(language) => change({ language })} onClose={openList} />
      ) : admin ? (
        <AdminPage route={admin} menu={<MyMenu {...mine} />} onTitle={setAdminTitle} onClose={openList} />
      ) : (
        <div
          className={`${styles.columns} ${search.shown ? styles.withSearch : details ? styles.withDetails : ''}`}
          data-pane={conversationId || support ? 'conversation' : 'list'}
        >
          <div className={styles.list}>
            <Sidebar
              openConversationId={conversationId}
              contactsSupport={contactsSupport}
              onRooms={() => setShown('rooms')}
              onSearch={(words) => search.begin({ text: words })}
              {...mine}
            />
          </div>
          <main className={styles.conversation} inert={beside && narrow}>
            {conversationId ? (
              <ChatInterface
                key={conversationId}
                conversationId={conversationId}
                seq={seq}
                onBack={narrow ? openList : undefined}
                onLeave={openList}
                onDetails={() => {
                  search.close()
                  showDetails(search.shown || !details)
                }}
                onSearch={search.beginIn}
                onOpen={open}
                onNewTicket={contactsSupport ? newTicket : undefined}
              />
            ) : contactsSupport ? (
              <ContactSupport follows={follows} narrow={narrow} onClose={openList} />
            ) : (
              <StateScreen icon="send" title={text.conversation.none} text={text.conversation.noneHint} />
            )}
          </main>
          {search.start && (
            <div className={search.shown ? styles.details : styles.returning}>
              <SearchPane
                key={search.start.key}
                start={search.start}
                away={!search.shown}
                open={{ conversationId, seq }}
                onJump={search.jumped}
                onReturn={search.returned}
                onClose={search.close}
              />
            </div>
          )}
          {details && !search.shown && (
            <div className={styles.details}>
              <DetailsPane conversationId={conversationId} takesFocus={narrow} forAdmins={HoldPart} onClose={() => showDetails(false)} />
            </div>
          )}
        </div>
      )}
      <ChatNotification
        openConversationId={conversationId}
        onOpen={open}
        onOpenTicket={open}
        pageTitle={admin ? windowTitle(text.menu.administration, adminTitle) : windowTitle(text.messages, shownConversation?.title)}
      />
      {shown === 'switcher' && <QuickSwitcher onSearch={(words) => search.begin({ text: words })} onClose={close} />}
      {shown === 'shortcuts' && <ShortcutHelp onClose={close} />}
      {shown === 'notifications' && <NotificationDialog onClose={close} />}
      {shown === 'rooms' && <RoomsDialog onClose={close} />}
    </div>
  )
}

/** Before that, the parts would take the line from the messages. */
const IDLE_AFTER_MS = 3_000

function whenIdle(): () => void {
  const timer = setTimeout(() => void fetchParts(), IDLE_AFTER_MS)
  return () => clearTimeout(timer)
}
