import type { ChatError } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { StateScreen } from '../../ui/StateScreen.tsx'

/** Why a conversation cannot be shown, and what helps. */
export function ErrorScreen({ error, retry }: { error: ChatError; retry: () => void }) {
  const text = useText()
  if (error.code === 'not_found') {
    return <StateScreen icon="search" title={text.conversation.notFound} text={text.conversation.notFoundHint} />
  }
  if (error.code === 'forbidden') {
    return <StateScreen icon="warning" title={text.conversation.forbidden} text={text.conversation.forbiddenHint} />
  }
  return (
    <StateScreen icon="warning" title={text.conversation.failed} text={text.conversation.failedHint}>
      <button type="button" className={controls.primary} onClick={retry}>
        {text.retry}
      </button>
    </StateScreen>
  )
}
