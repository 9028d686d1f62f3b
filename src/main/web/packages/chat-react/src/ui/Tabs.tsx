import type { KeyboardEvent, ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import styles from './Tabs.module.css'

interface Props {
  label: string
  tabs: readonly { id: string; label: string; icon: IconName; badge?: ReactNode }[]
  chosen: string
  choose: (id: string) => void
  /**
   * The arrows only move, and Enter chooses: for views that take the focus, or time, when they are
   * chosen.
   */
  manual?: boolean
}

/**
 * Several views of the same place, one of which is shown. One stop for the Tab key; the arrows,
 * Home and End move among them.
 */
export function Tabs({ label, tabs, chosen, choose, manual = false }: Props) {
  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
    const list = event.currentTarget.parentElement!
    const all = [...list.querySelectorAll<HTMLElement>('[role="tab"]')]
    const index = all.indexOf(event.currentTarget)
    const forward = getComputedStyle(list).direction === 'rtl' ? -1 : 1
    const next = { ArrowRight: index + forward, ArrowLeft: index - forward, Home: 0, End: all.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const wrapped = (next + all.length) % all.length
    all[wrapped]!.focus()
    if (!manual) choose(tabs[wrapped]!.id)
  }

  return (
    <div className={styles.tabs} role="tablist" aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={tab.id === chosen}
          tabIndex={tab.id === chosen ? 0 : -1}
          onClick={() => choose(tab.id)}
          onKeyDown={onKeyDown}
        >
          <Icon name={tab.icon} size={18} />
          {tab.label}
          {tab.badge}
        </button>
      ))}
    </div>
  )
}
