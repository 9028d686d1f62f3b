import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useLanguage, useText } from '../../i18n/LanguageProvider.tsx'
import { recentEmojis, rememberEmoji, setSkinTone, skinTone } from './choices.ts'
import { loadEmojis, searchEmojis, type Emoji } from './emojis.ts'
import styles from './EmojiPicker.module.css'

const GROUPS = [0, 1, 3, 4, 5, 6, 7, 8, 9] as const
const HANDS = ['✋', '✋🏻', '✋🏼', '✋🏽', '✋🏾', '✋🏿']

/** Chooses one emoji: by its name, among the recent ones, or among all. */
export function EmojiPicker({ onChoose, onClose }: { onChoose: (character: string) => void; onClose: () => void }) {
  const text = useText().emoji
  const language = useLanguage()
  const panel = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const [all, setAll] = useState<readonly Emoji[] | null>(null)
  const [failed, setFailed] = useState(false)
  const [query, setQuery] = useState('')
  const [tone, setTone] = useState(skinTone)
  const [recent] = useState(recentEmojis)

  useEffect(() => {
    let current = true
    loadEmojis(language).then(
      (loaded) => current && setAll(loaded),
      () => current && setFailed(true),
    )
    return () => {
      current = false
    }
  }, [language])
  useEffect(() => search.current?.focus({ preventScroll: true }), [])

  const choose = (character: string) => {
    rememberEmoji(character)
    onChoose(character)
    onClose()
  }
  const toned = ({ character, tones }: Emoji) => tones[tone - 1] ?? character
  const buttons = (emojis: readonly Emoji[]) => (
    <div className={styles.grid}>
      {emojis.map((emoji) => (
        <Choice key={emoji.character} character={toned(emoji)} label={emoji.label} onChoose={choose} />
      ))}
    </div>
  )
  const found = all && query.trim() ? searchEmojis(all, query) : null

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && event.target === search.current) {
      event.preventDefault()
      const first = found?.[0]
      if (first) choose(toned(first))
      return
    }
    if (!event.key.startsWith('Arrow')) return
    const target = nextOf([...panel.current!.querySelectorAll<HTMLButtonElement>('[data-emoji]')], document.activeElement, event.key)
    if (!target && event.target === search.current) return
    event.preventDefault()
    ;(target ?? search.current)?.focus()
  }

  return (
    // The keys move the focus among its buttons.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={panel} className={styles.picker} onKeyDown={onKeyDown}>
      <input
        ref={search}
        type="search"
        className={styles.search}
        value={query}
        placeholder={text.search}
        aria-label={text.search}
        data-autofocus=""
        onChange={(event) => setQuery(event.target.value)}
      />
      <div className={styles.all}>
        {failed && <p role="alert">{text.failed}</p>}
        {found && (found.length > 0 ? buttons(found) : <p role="status">{text.none}</p>)}
        {all && !found && (
          <>
            {recent.length > 0 && (
              <section aria-label={text.recent}>
                <h3 className={styles.title}>{text.recent}</h3>
                <div className={styles.grid}>
                  {recent.map((character) => (
                    <Choice key={character} character={character} label={character} onChoose={choose} />
                  ))}
                </div>
              </section>
            )}
            {GROUPS.map((group) => (
              <section key={group} className={styles.group} aria-label={text.groups[group]}>
                <h3 className={styles.title}>{text.groups[group]}</h3>
                {buttons(all.filter((emoji) => emoji.group === group))}
              </section>
            ))}
          </>
        )}
      </div>
      <div className={styles.tones} role="radiogroup" aria-label={text.tone}>
        {HANDS.map((hand, index) => (
          <button
            key={hand}
            type="button"
            role="radio"
            aria-checked={tone === index}
            aria-label={text.tones[index]}
            title={text.tones[index]}
            onClick={() => {
              setTone(index)
              setSkinTone(index)
            }}
          >
            {hand}
          </button>
        ))}
      </div>
    </div>
  )
}

function Choice({ character, label, onChoose }: { character: string; label: string; onChoose: (character: string) => void }) {
  return (
    <button type="button" className={styles.emoji} data-emoji="" aria-label={label} title={label} onClick={() => onChoose(character)}>
      {character}
    </button>
  )
}

/**
 * @returns the button in the direction of an arrow key; the first one from elsewhere, as with Arrow
 *     down
 */
function nextOf(buttons: readonly HTMLButtonElement[], from: Element | null, key: string): HTMLButtonElement | undefined {
  const at = buttons.indexOf(from as HTMLButtonElement)
  if (at < 0) return key === 'ArrowDown' ? buttons[0] : undefined
  if (key === 'ArrowRight') return buttons[at + 1] ?? buttons[at]
  if (key === 'ArrowLeft') return buttons[at - 1]
  const { left, top } = buttons[at]!.getBoundingClientRect()
  const below = key === 'ArrowDown'
  const others = (below ? buttons.slice(at + 1) : buttons.slice(0, at).toReversed()).map((button) => ({ button, box: button.getBoundingClientRect() }))
  const row = others.find(({ box }) => (below ? box.top > top : box.top < top))?.box.top
  const inRow = others.filter(({ box }) => box.top === row)
  return inRow.toSorted((one, other) => Math.abs(one.box.left - left) - Math.abs(other.box.left - left))[0]?.button ?? (below ? buttons[at] : undefined)
}
