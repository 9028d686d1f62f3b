import type { UserRole } from '@sealkloud/chat-client'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'

/** Every role with its name, the least first. */
export function useRoleOptions(): [UserRole, string][] {
  return Object.entries(useText().role) as [UserRole, string][]
}
