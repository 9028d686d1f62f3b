import type { PresenceStatus } from '@sealkloud/chat-client'
import type { CSSProperties, ReactNode } from 'react'
import styles from './Avatar.module.css'

interface Props {
  name: string
  size?: number
  /** Drawn as a dot; leave it out where presence has no meaning. */
  status?: PresenceStatus | undefined
  /** The address of the person's picture, shown instead of initials. */
  picture?: string | null
  /** Shown instead of initials, for rooms. */
  children?: ReactNode
}

/**
 * A person's picture, or initials on a colour of their own, or a room's sign. Decoration: the name
 * stands beside it.
 */
export function Avatar({ name, size = 36, status, picture, children }: Props) {
  const style = { width: size, height: size, fontSize: Math.round(size * 0.38), '--hue': hueOf(name) } as CSSProperties
  return (
    <span className={children ? `${styles.avatar} ${styles.room}` : styles.avatar} style={style} aria-hidden="true">
      {children ?? (picture ? <img className={styles.picture} src={picture} alt="" draggable={false} /> : initialsOf(name))}
      {status && <span data-presence={status} className={`${styles.presence} ${status === 'offline' ? '' : styles[status]}`} />}
    </span>
  )
}

function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter(Boolean)
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!].map(firstLetter) : [firstLetter(words[0] ?? '?')]
  return letters.join('').toLocaleUpperCase()
}

/** The first character as a person sees it: half an emoji is none. */
function firstLetter(word: string): string {
  return Array.from(word)[0] ?? ''
}

function hueOf(name: string): number {
  let hash = 0
  for (const letter of name) hash = (hash * 31 + letter.codePointAt(0)!) % 3600
  return hash / 10
}
