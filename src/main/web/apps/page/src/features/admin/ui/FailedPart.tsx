import type { ChatError } from '@sealkloud/chat-client'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { useAdminWords } from '../words/useAdminWords.ts'
import { useFailureText } from './useFailureText.ts'

/** Why a part of a dialog is missing, and what helps. */
export function FailedPart({ error, retry }: { error: ChatError; retry: () => void }) {
  const text = useText()
  const words = useAdminWords()
  const describe = useFailureText()
  return (
    <p className={controls.error} role="alert">
      {words.failed}: {describe(error)}{' '}
      <button type="button" className={controls.link} onClick={retry}>
        {text.retry}
      </button>
    </p>
  )
}
