import { later } from '../failure/later.tsx'

export const StepDialog = later(async () => (await import('./StepDialog.tsx')).StepDialog)
