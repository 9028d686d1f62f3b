import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import type { Person } from './person.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeViolation {
  id: string
  impact: string
  nodes: { html: string; failureSummary: string }[]
}

/** What axe-core finds that is serious or worse, in light colours and in dark ones. */
export async function violations({ page }: Person): Promise<string[]> {
  // Evaluated rather than added as a script: the page's policy forbids scripts that are not its
  // own.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const [scheme, other] = isDark ? (['dark', 'light'] as const) : (['light', 'dark'] as const)
  // A colour on its way to another one has no contrast to speak of.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const found = await run(page)
  await page.emulateMedia({ colorScheme: other })
  found.push(...(await run(page, ['color-contrast', 'link-in-text-block'])))
  await page.emulateMedia({ colorScheme: scheme })
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`)
}

/** Runs all rules, or some. */
function run(page: Page, rules?: string[]): Promise<AxeViolation[]> {
  return page.evaluate(
    (values) =>
      (window as unknown as { axe: { run: (options: object) => Promise<{ violations: AxeViolation[] }> } }).axe
        // Otherwise it describes each element that has passed.
        .run({ resultTypes: ['violations'], ...(values && { runOnly: { type: 'rule', values } }) })
        .then(({ violations: all }) => all),
    rules,
  )
}
