import { later } from '@sealkloud/chat-react/features/failure/later.tsx'

export const ContactSupport = later(async () => (await import('../features/support/ContactSupport.tsx')).ContactSupport)
export const DetailsPane = later(async () => (await import('../features/details/DetailsPane.tsx')).DetailsPane)
export const RoomsDialog = later(async () => (await import('../features/rooms/RoomsDialog.tsx')).RoomsDialog)
export const SearchPane = later(async () => (await import('../features/search/SearchPane.tsx')).SearchPane)
export const ShortcutHelp = later(async () => (await import('../features/keyboard/ShortcutHelp.tsx')).ShortcutHelp)
export const QuickSwitcher = later(async () => (await import('../features/keyboard/QuickSwitcher.tsx')).QuickSwitcher)
export const AccountPage = later(async () => (await import('../features/account/AccountPage.tsx')).AccountPage, { rare: true })
export const HoldPart = later(async () => (await import('../features/admin/retention/HoldPart.tsx')).HoldPart, { rare: true })
export const AdminPage = later(async () => (await import('../features/admin/AdminPage.tsx')).AdminPage, { rare: true })
