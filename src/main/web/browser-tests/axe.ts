import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Person } from './person.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeViolation {
  id: string
  impact: string
  nodes: { html: string; failureSummary: string }[]
}

/** What axe-core finds that is serious or worse. */
export async function violations({ page }: Person): Promise<string[]> {
  // Evaluated rather than added as a script: the page's policy forbids scripts that are not its
  // own.
  await page.evaluate(axe)
  const found = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<{ violations: AxeViolation[] }> } }).axe.run().then(({ violations: all }) => all),
  )
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`)
}
