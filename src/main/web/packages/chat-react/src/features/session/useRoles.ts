import { isStaff, type UserRole } from '@sealkloud/chat-client'
import { useMemo } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { useMe } from './ChatProvider.tsx'

/** @returns the name of each role; clients are not told the tiers of the support team */
export function useRoles(): Record<UserRole, string> {
  const { role, supporter } = useText()
  const staff = isStaff(useMe().userRole)
  return useMemo(
    () => (staff ? role : { ...role, employee_l1: supporter, employee_l2: supporter, employee_l3: supporter, admin: supporter }),
    [staff, role, supporter],
  )
}
