import type { ReactNode } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import type { IconName } from '@sealkloud/chat-react/ui/Icon.tsx'
import { RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'
import { StateScreen } from '@sealkloud/chat-react/ui/StateScreen.tsx'
import { useAdminWords } from '../words/useAdminWords.ts'
import { Failed } from './Failed.tsx'
import styles from './Listing.module.css'
import { useFailureText } from './useFailureText.ts'
import { useKeptFocus } from './useKeptFocus.ts'
import type { Pages } from './usePages.ts'

interface Props<T> {
  pages: Pages<T>
  empty: { icon: IconName; title: string; text?: string; action?: ReactNode }
  children: (items: readonly T[]) => ReactNode
}

/** A list in each of its states: loading, failed, forbidden, empty, and there. */
export function Listing<T>({ pages: { items, error, loading, hasMore, more, reload }, empty, children }: Props<T>) {
  const text = useText()
  const words = useAdminWords()
  const describe = useFailureText()
  const onFocus = useKeptFocus(items)
  if (error && !items) return <Failed error={error} retry={reload} />
  if (!items) return <RowsSkeleton />
  if (items.length === 0) {
    return (
      <StateScreen icon={empty.icon} title={empty.title} text={empty.text}>
        {empty.action}
      </StateScreen>
    )
  }
  return (
    <div className={styles.listing} aria-busy={loading} onFocus={onFocus}>
      {children(items)}
      {error && (
        <p className={controls.error} role="alert">
          {describe(error)}
        </p>
      )}
      {hasMore && (
        <button type="button" className={controls.button} onClick={more} disabled={loading}>
          {error ? text.retry : words.more}
        </button>
      )}
    </div>
  )
}
