import type { ChatError, ChatErrorCode } from '@sealkloud/chat-client'
import { useAdminWords } from '../words/useAdminWords.ts'

/** Says why something failed; a page may have better words for a code. */
export function useFailureText(): (error: ChatError, own?: Partial<Record<ChatErrorCode, string>>) => string {
  const { failure } = useAdminWords()
  return (error, own) => own?.[error.code] ?? (failure as Partial<Record<ChatErrorCode, string>>)[error.code] ?? failure.other
}
