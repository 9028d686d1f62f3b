import { later } from '../failure/later.tsx'

/**
 * What is seen only once somebody does something to a message, or with files: chunks of their own.
 * The files that somebody is about to send are not among them: offline they could not be shown.
 */
export const LaterMenu = later(async () => (await import('./MessageMenu.tsx')).MessageMenu)
export const LaterEditBox = later(async () => (await import('./EditBox.tsx')).EditBox)
export const LaterReplyBar = later(async () => (await import('./ReplyBar.tsx')).ReplyBar)
export const LaterCompletion = later(async () => (await import('./Completion.tsx')).Completion)
export const LaterEmojiPicker = later(async () => (await import('../emoji/EmojiPicker.tsx')).EmojiPicker)
export const LaterFiles = later(async () => (await import('./Files.tsx')).Files)
export const LaterOutsideTicket = later(async () => (await import('./OutsideTicket.tsx')).OutsideTicket)
export const LaterVersions = later(async () => (await import('./Versions.tsx')).Versions)
export const LaterCopyCode = later(async () => (await import('./CopyCode.tsx')).CopyCode)
export const LaterReactors = later(async () => (await import('./Reactors.tsx')).Reactors)
export const LaterFailedChange = later(async () => (await import('./FailedChange.tsx')).FailedChange)
