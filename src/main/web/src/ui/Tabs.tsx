import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import styles from './Tabs.module.css'

interface Props {
  label: string
  tabs: readonly { id: string; label: string; icon: IconName; badge?: ReactNode }[]
  chosen: string
  choose: (id: string) => void
}

/** Several views of the same place, one of which is shown. */
export function Tabs({ label, tabs, chosen, choose }: Props) {
  return (
    <div className={styles.tabs} role="tablist" aria-label={label}>
      {tabs.map((tab) => (
        <button key={tab.id} type="button" role="tab" className={styles.tab} aria-selected={tab.id === chosen} onClick={() => choose(tab.id)}>
          <Icon name={tab.icon} size={18} />
          {tab.label}
          {tab.badge}
        </button>
      ))}
    </div>
  )
}
