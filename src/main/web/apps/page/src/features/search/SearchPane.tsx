import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { isComposing } from '@sealkloud/chat-react/ui/composing.ts'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { MoreOnSight } from '@sealkloud/chat-react/ui/MoreOnSight.tsx'
import { RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'
import type { Filter } from './filters.ts'
import { ResultRow } from './ResultRow.tsx'
import styles from './Search.module.css'
import { SearchBox } from './SearchBox.tsx'
import { useSearch } from './useSearch.ts'
import { useSearchWords } from './words/useSearchWords.ts'

/** With what a search begins. */
export interface SearchStart {
  text: string
  /** Only in this conversation. */
  within?: { conversationId: string; title: string }
}

interface Props {
  start: SearchStart
  /** The message that the page shows. */
  open: { conversationId: string | undefined; seq: number | undefined }
  /** Out of the way of the message that it has led to; only the way back is shown. */
  away: boolean
  /** A result was followed. */
  onJump: () => void
  onReturn: () => void
  onClose: () => void
}

/** The search for messages and its results, beside the conversation or over it. */
export function SearchPane({ start, open, away, onJump, onReturn, onClose }: Props) {
  const page = useText()
  const words = useSearchWords()
  const [text, setText] = useState(start.text)
  const [filters, setFilters] = useState<readonly Filter[]>(() => (start.within ? [{ operator: 'in', ...start.within }] : []))
  const results = useRef<HTMLUListElement>(null)
  const { items, pages, hasMore, more, searching, error, retry } = useSearch(text, filters)
  const limited = filters.some(({ operator }) => operator === 'in')

  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    return () => before?.focus()
  }, [])

  useEffect(() => {
    const current = away ? null : results.current?.querySelector<HTMLElement>('[aria-current]')
    current?.focus()
  }, [away])

  if (away) {
    return (
      <button type="button" className={`${controls.primary} ${styles.back}`} onClick={onReturn}>
        <Icon name="back" size={18} />
        {words.back}
      </button>
    )
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const links = [...(results.current?.querySelectorAll('a') ?? [])]
      const index = links.indexOf(document.activeElement as HTMLAnchorElement)
      links[event.key === 'ArrowDown' ? Math.min(index + 1, links.length - 1) : Math.max(index - 1, 0)]?.focus()
      event.preventDefault()
    }
  }

  const failure = error && (
    <p className={styles.said} role="alert">
      {error.code === 'rate_limited' ? words.tooMany : words.failed}{' '}
      <button type="button" className={controls.link} onClick={retry}>
        {page.retry}
      </button>
    </p>
  )

  return (
    // Esc belongs to the whole pane
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className={styles.pane} aria-label={words.title} onKeyDown={onKeyDown}>
      <header className={styles.header}>
        <h2>{words.title}</h2>
        <button type="button" className={controls.icon} onClick={onClose} aria-label={page.close} title={page.close}>
          <Icon name="close" />
        </button>
      </header>
      <SearchBox
        text={text}
        filters={filters}
        onChange={(nextText, nextFilters) => {
          setText(nextText)
          setFilters(nextFilters)
        }}
        onEnter={() => results.current?.querySelector('a')?.focus()}
      />
      <p className={controls.hidden} role="status">
        {searching ? words.searching : items && words.found(items.length, hasMore)}
      </p>
      <div className={styles.body}>
        {error && !hasMore ? (
          failure
        ) : items === null ? (
          searching ? (
            <RowsSkeleton />
          ) : (
            <p className={styles.said}>{words.hint}</p>
          )
        ) : (
          <>
            <ul className={styles.results} ref={results} aria-label={words.results} aria-busy={searching}>
              {items.map((hit) => (
                <ResultRow
                  key={`${hit.field === 'title' ? 'title' : ''}${hit.conversationId}/${hit.seq}`}
                  hit={hit}
                  current={hit.field !== 'title' && hit.conversationId === open.conversationId && hit.seq === open.seq}
                  onOpen={onJump}
                />
              ))}
              {hasMore && !error && <MoreOnSight more={more} after={pages} />}
            </ul>
            {failure}
            {items.length === 0 && !hasMore && !searching && (
              <p className={styles.said}>
                {words.nothing} {words.nothingHint}
              </p>
            )}
          </>
        )}
        {limited && text.trim() !== '' && (
          <button
            type="button"
            className={`${controls.button} ${styles.everywhere}`}
            onClick={() => setFilters(filters.filter(({ operator }) => operator !== 'in'))}
          >
            {words.everywhere}
          </button>
        )}
      </div>
    </section>
  )
}
