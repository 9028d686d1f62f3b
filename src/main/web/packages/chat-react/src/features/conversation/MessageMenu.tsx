import { isStaff, type Conversation, type MessageEvent } from '@sealkloud/chat-client'
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useLayer } from '../../ui/layers.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import { mayEdit, QUICK_REACTIONS, type Opening } from './messageActions.ts'
import { LaterEmojiPicker, LaterReactors } from './laterParts.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { tellFailure } from '../failure/failure.ts'
import { copyMessage, mayCopy } from './clipboard.ts'
import type { Point } from './useContextMenu.ts'
import styles from './MessageMenu.module.css'

export interface MessageMenuProps {
  message: MessageEvent
  conversation: Conversation
  /** What it stands beside, and what gets the focus back. */
  from: HTMLElement
  opening?: Opening | undefined
  onReply: (message: MessageEvent) => void
  onEdit: (message: MessageEvent) => void
  onClose: () => void
}

const GAP = 8

/** What is open: the menu, or what one of its items has put into its place. */
type Part = 'menu' | 'emojis' | 'reactors' | 'deletion'

/**
 * What one can do to a message: reactions in a row, the rest below each other. Arrow keys lead
 * through it.
 */
export function MessageMenu({ message, conversation, from, opening, onReply, onEdit, onClose }: MessageMenuProps) {
  const chat = useChat()
  const me = useMe()
  const text = useText()
  const panel = useRef<HTMLDivElement>(null)
  const [part, setPart] = useState<Part>(opening?.part ?? 'menu')
  const inDialog = part === 'reactors' || part === 'deletion'
  const may = mayEdit(message, chat)
  // The button goes with the words of the message, and the line if the list moves on.
  const [[row, region]] = useState(() => [from.closest<HTMLElement>('[data-seq]'), from.closest<HTMLElement>('[data-region]')] as const)

  const [clicked] = useState(() => {
    const { left, top } = from.getBoundingClientRect()
    return opening?.at ? { x: opening.at.x - left, y: opening.at.y - top } : null
  })
  const back = useRef<(HTMLElement | null)[]>([])

  const place = useCallback(() => {
    const element = panel.current!
    const { left, right, top, bottom } = placeOf(from, clicked)
    const { offsetWidth, offsetHeight } = element
    const x = left + offsetWidth + GAP > innerWidth ? right - offsetWidth : left
    const y = bottom + offsetHeight + GAP > innerHeight ? top - offsetHeight - 4 : bottom + 4
    Object.assign(element.style, {
      left: `${Math.max(GAP, Math.min(x, innerWidth - offsetWidth - GAP))}px`,
      top: `${Math.max(GAP, Math.min(y, innerHeight - offsetHeight - GAP))}px`,
    })
  }, [from, clicked])

  useLayoutEffect(() => {
    const element = panel.current
    // What opens in its place shows itself.
    if (!element || element.matches(':popover-open')) return
    element.showPopover()
    place()
    element.querySelector('button')?.focus({ preventScroll: true })
  }, [place])

  const close = useCallback(() => {
    back.current = [from, row, region]
    onClose()
  }, [onClose, from, row, region])
  // Only now neither the menu nor a dialog is in the way.
  useEffect(() => () => back.current.find((element) => element?.isConnected)?.focus({ preventScroll: true }), [])

  // A message that comes moves the list, and the menu with it, until what it stands beside is out
  // of sight.
  useEffect(() => {
    if (inDialog) return
    const follow = () => (isInSight(from, region) ? place() : close())
    const beside = ({ target }: Event) => !panel.current?.contains(target as Node) && onClose()
    document.addEventListener('scroll', follow, { capture: true, passive: true })
    addEventListener('resize', follow)
    document.addEventListener('pointerdown', beside, { capture: true })
    return () => {
      document.removeEventListener('pointerdown', beside, { capture: true })
      document.removeEventListener('scroll', follow, { capture: true })
      removeEventListener('resize', follow)
    }
  }, [inDialog, onClose, close, place, from, region])

  // Somebody else has taken its words away.
  const gone = message.deleted === true
  useEffect(() => {
    if (gone) close()
  }, [gone, close])
  useLayer(!inDialog, close)

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Tab') return close()
    if (event.key === 'Escape') {
      event.stopPropagation()
      event.preventDefault()
      return close()
    }
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const items = [...panel.current!.querySelectorAll('button')]
    const at = items.indexOf(document.activeElement as HTMLButtonElement)
    items[(at + step + items.length) % items.length]?.focus()
  }

  if (part === 'reactors') return <LaterReactors message={message} conversation={conversation} onClose={close} />
  if (part === 'deletion') {
    return (
      <DeleteDialog
        onDelete={() => {
          chat.deleteMessage(message)
          back.current = [row, region]
          onClose()
        }}
        onClose={close}
      />
    )
  }
  if (part === 'emojis') {
    const react = (emoji: string) => chat.react(message, emoji, !message.reactions?.some((reaction) => reaction.emoji === emoji && reaction.mine))
    return (
      <Picking panel={panel} place={place} label={text.message.moreReactions} onClose={close}>
        <LaterEmojiPicker onChoose={react} onClose={close} />
      </Picking>
    )
  }
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its items have the focus
    <div
      ref={panel}
      // Not "auto": the finger that has opened it would close it when it is lifted.
      popover="manual"
      role="menu"
      aria-label={text.message.menu}
      className={styles.menu}
      onKeyDown={onKeyDown}
    >
      {!message.unreadable && (
        <>
          <div className={styles.quick} role="none">
            {QUICK_REACTIONS.map((emoji) => {
              const mine = message.reactions?.some((reaction) => reaction.emoji === emoji && reaction.mine) ?? false
              return (
                <button
                  key={emoji}
                  type="button"
                  role="menuitemcheckbox"
                  aria-checked={mine}
                  aria-label={text.message.reactWith(emoji)}
                  onClick={() => {
                    chat.react(message, emoji, !mine)
                    close()
                  }}
                >
                  {emoji}
                </button>
              )
            })}
            <button type="button" role="menuitem" aria-label={text.message.moreReactions} title={text.message.moreReactions} onClick={() => setPart('emojis')}>
              <Icon name="plus" size={18} />
            </button>
          </div>
          <button
            type="button"
            role="menuitem"
            onClick={() => {
              onClose()
              onReply(message)
            }}
          >
            <Icon name="reply" size={18} /> {text.message.reply}
          </button>
          {message.content !== '' && mayCopy() && (
            <button
              type="button"
              role="menuitem"
              onClick={() => {
                copyMessage(message.content).catch(tellFailure)
                close()
              }}
            >
              <Icon name="copy" size={18} /> {text.message.copy}
            </button>
          )}
        </>
      )}
      {may && (
        <button
          type="button"
          role="menuitem"
          onClick={() => {
            onClose()
            onEdit(message)
          }}
        >
          <Icon name="pencil" size={18} /> {text.message.edit}
        </button>
      )}
      {message.reactions !== undefined && message.reactions.length > 0 && (
        <button type="button" role="menuitem" onClick={() => setPart('reactors')}>
          <Icon name="people" size={18} /> {text.message.whoReacted}
        </button>
      )}
      {isStaff(me.userRole) && !message.unreadable && (
        <button
          type="button"
          role="menuitem"
          onClick={() => {
            chat.pin(message, !message.pinned)
            close()
          }}
        >
          <Icon name="pin" size={18} /> {message.pinned ? text.message.unpin : text.message.pin}
        </button>
      )}
      {message.senderId !== me.userId && (
        <button
          type="button"
          role="menuitem"
          onClick={() => {
            chat.markUnread(message)
            close()
          }}
        >
          <Icon name="unread" size={18} /> {text.message.markUnread}
        </button>
      )}
      {(may || me.userRole === 'admin') && (
        <button type="button" role="menuitem" className={styles.danger} onClick={() => setPart('deletion')}>
          <Icon name="bin" size={18} /> {text.message.delete}
        </button>
      )}
    </div>
  )
}

interface PickingProps {
  panel: RefObject<HTMLDivElement | null>
  place: () => void
  label: string
  onClose: () => void
  children: ReactNode
}

/** All emoji, in the place of the menu. */
function Picking({ panel, place, label, onClose, children }: PickingProps) {
  useLayoutEffect(() => {
    panel.current!.showPopover()
    place()
  }, [panel, place])

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    event.preventDefault()
    onClose()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it keeps a key from others
    <div ref={panel} popover="manual" role="dialog" aria-label={label} className={styles.picking} onKeyDown={onKeyDown}>
      {children}
    </div>
  )
}

/** What the menu stands beside: an element, or a place that stays as far from it as it was. */
function placeOf(element: HTMLElement, clicked: Point | null): { left: number; right: number; top: number; bottom: number } {
  const box = element.getBoundingClientRect()
  if (!clicked) return box
  const [x, y] = [box.left + clicked.x, box.top + clicked.y]
  return { left: x, right: x, top: y, bottom: y }
}

function isInSight(element: HTMLElement, region: HTMLElement | null): boolean {
  if (!element.isConnected) return false
  const { top, bottom } = element.getBoundingClientRect()
  const frame = region?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight }
  return bottom > frame.top && top < frame.bottom
}
