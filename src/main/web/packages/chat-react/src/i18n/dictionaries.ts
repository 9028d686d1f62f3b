import { en, type Dictionary } from './en.ts'
import type { Language } from './languages.ts'

const LOADERS: Record<Exclude<Language, 'en'>, () => Promise<Dictionary>> = {
  de: async () => (await import('./de.ts')).de,
}

const loaded: Partial<Record<Language, Dictionary>> = { en }

/**
 * The words of a language, if they have been fetched. English always has, because it stands in for
 * the others.
 */
export function dictionary(language: Language): Dictionary | null {
  return loaded[language] ?? null
}

/** Fetches the words of a language. Only those in use are, which keeps the first page small. */
export async function loadDictionary(language: Language): Promise<void> {
  if (language !== 'en') loaded[language] ??= await LOADERS[language]()
}
