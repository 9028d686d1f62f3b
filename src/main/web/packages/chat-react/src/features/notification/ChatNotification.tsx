import { useEffect } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { PersonAvatar } from '../session/PersonAvatar.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import root from '../../ui/root.module.css'
import { useStarted } from '../session/ChatProvider.tsx'
import styles from './ChatNotification.module.css'
import { useNotices, type Notice } from './useNotices.ts'
import { useTitleBadge } from './useTitleBadge.ts'

export interface ChatNotificationProps {
  /**
   * The conversation that is on the screen, if one is: nothing is said about it while the page is
   * looked at.
   */
  openConversationId?: string | undefined
  /** Opens a conversation at a message. */
  onOpen: (conversationId: string, seq: number) => void
  /**
   * Opens the room of a ticket that a colleague offers to the person. Leave it out to tell of no
   * offers.
   */
  onOpenTicket?: ((conversationId: string) => void) | undefined
  /**
   * What the page is called; the number of unread messages is put before it. Leave it out to leave
   * the title alone.
   */
  pageTitle?: string | undefined
}

const TOAST_MS = 8_000

/**
 * Tells of new messages: toasts while the page is looked at, desktop notifications otherwise, a
 * sound, a number in the page's title. To be mounted once per page. {@link NotificationBell} is
 * where one chooses.
 */
export function ChatNotification(props: ChatNotificationProps) {
  return useStarted() ? <StartedNotification {...props} /> : null
}

function StartedNotification({ openConversationId, onOpen, onOpenTicket, pageTitle }: ChatNotificationProps) {
  const text = useText()
  const { notices, dismiss } = useNotices(openConversationId, onOpen, onOpenTicket)
  useTitleBadge(pageTitle)

  return (
    <section className={`${root.root} ${styles.toasts}`} aria-label={text.notification.region} role="status">
      {notices.map((notice) => (
        <Toast
          key={notice.key}
          notice={notice}
          dismiss={dismiss}
          onOpen={() => (notice.seq === null ? onOpenTicket?.(notice.conversationId) : onOpen(notice.conversationId, notice.seq))}
        />
      ))}
    </section>
  )
}

interface ToastProps {
  notice: Notice
  dismiss: (notice: Notice) => void
  onOpen: () => void
}

function Toast({ notice, dismiss, onOpen }: ToastProps) {
  const text = useText()
  useEffect(() => {
    const timer = setTimeout(() => dismiss(notice), TOAST_MS)
    return () => clearTimeout(timer)
  }, [notice, dismiss])

  return (
    <div className={notice.kind === 'note' ? `${styles.toast} ${styles.note}` : styles.toast} data-testid="toast">
      <button
        type="button"
        className={styles.open}
        title={text.notification.open}
        onClick={() => {
          dismiss(notice)
          onOpen()
        }}
      >
        <PersonAvatar userId={notice.senderId} name={notice.senderName} />
        {notice.kind !== 'message' && (
          <span className={styles.kind}>
            <Icon name={notice.kind === 'note' ? 'note' : 'ticket'} size={14} />
            {notice.kind === 'note' ? text.notification.note : text.ticket.queue.offered}
          </span>
        )}
        <bdi className={styles.title}>{notice.title}</bdi>
        <bdi className={styles.body}>{notice.body}</bdi>
      </button>
      <button type="button" className={controls.icon} onClick={() => dismiss(notice)} aria-label={text.notification.dismiss}>
        <Icon name="close" size={18} />
      </button>
    </div>
  )
}
