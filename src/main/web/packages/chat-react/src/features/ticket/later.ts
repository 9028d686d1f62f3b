import { later } from '../failure/later.tsx'

export const StepDialog = later(async () => (await import('./StepDialog.tsx')).StepDialog)
export const OfferBanner = later(async () => (await import('./OfferBanner.tsx')).OfferBanner)
