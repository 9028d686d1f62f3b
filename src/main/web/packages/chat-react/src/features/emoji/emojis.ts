import { fold } from '@sealkloud/chat-client'
import type { Language } from '../../i18n/languages.ts'

/** An emoji that one can choose. */
export interface Emoji {
  character: string
  /** What it shows, in the language of the page. */
  label: string
  /** What is typed between colons, in English. */
  shortcodes: readonly string[]
  /** The groups of Unicode: 0 to 9. */
  group: number
  /** The same in five tones of skin, from light to dark; empty if there are none. */
  tones: readonly string[]
  /** All of its words, folded. */
  words: string
}

/** One emoji as emojibase describes it. */
interface Described {
  unicode: string
  hexcode: string
  label: string
  group?: number
  tags?: string[]
  skins?: { unicode: string }[]
}

const COMPONENTS = 2
const MOST_FOUND = 60
const cache = new Map<Language, Promise<readonly Emoji[]>>()

const descriptions: Record<Language, () => Promise<{ default: unknown }>> = {
  en: () => import('emojibase-data/en/compact.json'),
  de: () => import('emojibase-data/de/compact.json'),
}

/** All emoji, in the order of Unicode. They are fetched when they are needed for the first time. */
export function loadEmojis(language: Language): Promise<readonly Emoji[]> {
  const loaded = cache.get(language) ?? load(language)
  cache.set(language, loaded)
  loaded.catch(() => cache.delete(language))
  return loaded
}

async function load(language: Language): Promise<readonly Emoji[]> {
  const [described, codes] = await Promise.all([descriptions[language](), import('emojibase-data/en/shortcodes/github.json')])
  const shortcodes = codes.default as Record<string, string | string[]>
  return (described.default as Described[])
    .filter(({ group }) => group !== undefined && group !== COMPONENTS)
    .map(({ unicode, hexcode, label, group, tags = [], skins = [] }) => {
      const names = [shortcodes[hexcode] ?? []].flat()
      return {
        character: unicode,
        label,
        shortcodes: names,
        group: group!,
        // Pairs of people have a tone for each of them; only those of one tone are offered.
        tones: skins.length === 5 ? skins.map((skin) => skin.unicode) : [],
        words: fold([label, ...tags, ...names].join(' ')),
      }
    })
}

/** Those that have every word of the query, those whose short code begins with it first. */
export function searchEmojis(emojis: readonly Emoji[], query: string): readonly Emoji[] {
  const parts = fold(query).split(' ')
  const found = emojis.filter(({ words }) => parts.every((part) => words.includes(part)))
  const begins = ({ shortcodes }: Emoji) => shortcodes.some((code) => code.startsWith(parts[0]!))
  return [...found.filter(begins), ...found.filter((emoji) => !begins(emoji))].slice(0, MOST_FOUND)
}
