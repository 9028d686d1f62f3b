/** A person, as the wire describes them. */

/**
 * What a person may be, as the wire says it. `service` is a program and is never shown as a person.
 */
export type UserRole = 'client' | 'employee_l1' | 'employee_l2' | 'employee_l3' | 'admin' | 'service'

/** Whether somebody can be reached: `dnd` asks not to be disturbed. */
export type PresenceStatus = 'online' | 'away' | 'dnd' | 'offline'

/** A person, as far as the signed-in person may see them. */
export interface User {
  userId: string
  userName: string
  userRole: UserRole
  status: PresenceStatus
  lastSeen: string | null
  /** The version of their picture; missing if they have none. */
  picture?: string
}

/** A person in a conversation, and how far they have read. */
export interface Member {
  userId: string
  userName: string
  userRole: UserRole
  readSeq: number
  /** False for somebody whose account is disabled, whom staff are shown; missing otherwise. */
  enabled?: boolean
  /** The version of their picture; missing if they have none. */
  picture?: string
}

/** Whether a role belongs to the helpdesk's staff, who see everybody and may open rooms. */
export function isStaff(role: UserRole): boolean {
  return role.startsWith('employee_') || role === 'admin'
}
