import { later } from '../failure/later.tsx'

export const NotificationDialog = later(async () => (await import('./NotificationDialog.tsx')).NotificationDialog)
