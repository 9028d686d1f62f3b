import { useMemo, useSyncExternalStore } from 'react'
import { backButton } from './backButton.ts'

/**
 * Which conversation the address names, and at which of its messages; or which page of the
 * administration.
 */
export interface Route {
  conversationId?: string
  seq?: number
  /** Where a client opens a ticket. */
  support?: true
  /** The room of the closed ticket that the new one follows. */
  follows?: string
  admin?: AdminRoute
  /** One's own account. */
  account?: true
  /** A link of a mail, by which somebody sets their password. */
  link?: { purpose: 'invitation' | 'reset'; token: string }
  /** Where a forgotten password is told. */
  forgotten?: true
  /** Why a log-in by an identity provider has led to nothing. */
  refused?: string
}

/** A page of the administration, the first one if it is empty, and what of it. */
export interface AdminRoute {
  page: string
  item?: string
}

export function adminHref(page: string, item?: string): string {
  return item === undefined ? `#/admin/${page}` : `#/admin/${page}/${item}`
}

/**
 * The address lies in the fragment, so that any web server can serve the page without knowing of
 * it.
 */
export function hrefOf(conversationId: string, seq?: number): string {
  return seq === undefined ? `#/c/${conversationId}` : `#/c/${conversationId}/${seq}`
}

export function open(conversationId: string, seq?: number): void {
  location.hash = hrefOf(conversationId, seq)
}

export function hrefOfSupport(follows?: string): string {
  return follows === undefined ? '#/support' : `#/support/${follows}`
}

export function openList(): void {
  backButton.toList()
}

export function parse(hash: string): Route {
  const link = /^#\/(invitation|reset)\/([^/]{0,200})$/.exec(hash)
  if (link) return { link: { purpose: link[1] as 'invitation' | 'reset', token: link[2]! } }
  if (hash === '#/account') return { account: true }
  if (hash === '#/forgotten') return { forgotten: true }
  const refused = /^#\/refused\/([a-z-]{1,40})$/.exec(hash)
  if (refused) return { refused: refused[1]! }
  const support = /^#\/support(?:\/([A-Za-z0-9_-]{1,80}))?$/.exec(hash)
  if (support) return support[1] ? { support: true, follows: support[1] } : { support: true }
  const admin = /^#\/admin(?:\/([a-z-]{1,40})(?:\/([A-Za-z0-9_-]{1,80}))?)?\/?$/.exec(hash)
  if (admin) return { admin: { page: admin[1] ?? '', ...(admin[2] && { item: admin[2] }) } }
  const match = /^#\/c\/([A-Za-z0-9_-]{1,80})(?:\/(\d{1,15}))?$/.exec(hash)
  if (!match) return {}
  return match[2] ? { conversationId: match[1]!, seq: Number(match[2]) } : { conversationId: match[1]! }
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  return useMemo(() => parse(hash), [hash])
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}
