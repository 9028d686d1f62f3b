import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../../../test/resources/text')

/** A list of cases that the server is measured by as well. */
export function cases<T>(name: string): T[] {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as T[]
}
