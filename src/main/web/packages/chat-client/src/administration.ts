import type { Me } from './restApi.ts'
import type { User, UserRole } from './user.ts'

/** A person as administrators see them. */
export interface AdministeredUser extends User {
  /** Whether they may log in. */
  enabled: boolean
}

/** Somebody new; without a password they cannot log in with one. */
export type NewUser = Me & { password?: string }

/** What is to change about an account; what is missing stays as it is. */
export interface UserChange {
  userName?: string
  userRole?: UserRole
  enabled?: boolean
  /** A new one ends the person's sessions. */
  password?: string
}
