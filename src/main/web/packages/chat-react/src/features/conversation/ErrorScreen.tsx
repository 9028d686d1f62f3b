import { isStaff, type ChatError } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { StateScreen } from '../../ui/StateScreen.tsx'
import { LaterOutsideTicket } from './laterParts.ts'
import { useMe } from '../session/ChatProvider.tsx'

interface Props {
  error: ChatError
  retry: () => void
  conversationId: string
  /** Leads to where there is something to see. */
  onLeave: (() => void) | undefined
}

/** Why a conversation cannot be shown, and what helps. */
export function ErrorScreen({ error, retry, conversationId, onLeave }: Props) {
  const text = useText()
  const staff = isStaff(useMe().userRole)
  const wayBack = onLeave && (
    <button type="button" className={controls.button} onClick={onLeave}>
      {text.back}
    </button>
  )
  if (error.code === 'not_found') {
    const notFound = (
      <StateScreen icon="search" title={text.conversation.notFound} text={text.conversation.notFoundHint}>
        {wayBack}
      </StateScreen>
    )
    const ticketId = /^(?:notes-)?ticket-(.+)$/.exec(conversationId)?.[1]
    return staff && ticketId !== undefined ? <LaterOutsideTicket ticketId={ticketId} otherwise={notFound} onClose={onLeave ?? stay} /> : notFound
  }
  if (error.code === 'forbidden') {
    return (
      <StateScreen icon="warning" title={text.conversation.forbidden} text={text.conversation.forbiddenHint}>
        {wayBack}
      </StateScreen>
    )
  }
  return (
    <StateScreen icon="warning" title={text.conversation.failed} text={text.conversation.failedHint}>
      <button type="button" className={controls.primary} onClick={retry}>
        {text.retry}
      </button>
    </StateScreen>
  )
}

/** Without a way back the screen stays as it is. */
function stay() {}
