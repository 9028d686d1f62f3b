import type { ChatError } from '@sealkloud/chat-client'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { StateScreen } from '@sealkloud/chat-react/ui/StateScreen.tsx'
import { useAdminWords } from '../words/useAdminWords.ts'
import { useFailureText } from './useFailureText.ts'

/** Why a page cannot be shown, and what helps. */
export function Failed({ error, retry }: { error: ChatError; retry: () => void }) {
  const text = useText()
  const words = useAdminWords()
  const describe = useFailureText()
  if (error.code === 'forbidden') return <StateScreen icon="warning" title={words.forbidden} text={words.forbiddenHint} />
  return (
    <StateScreen icon="warning" title={words.failed} text={describe(error)}>
      <button type="button" className={controls.primary} onClick={retry}>
        {text.retry}
      </button>
    </StateScreen>
  )
}
