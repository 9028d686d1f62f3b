import { Observable } from '@sealkloud/chat-client'

export type Permission = NotificationPermission | 'unsupported'

/** Whether the browser lets this page show notifications on the desktop. */
export const permission = new Observable<Permission>(read())

/**
 * Asks the person. Only to be called from a click: browsers refuse, and people distrust, a page
 * that asks by itself.
 */
export async function askPermission(): Promise<void> {
  if (permission.value === 'unsupported') return
  await Notification.requestPermission()
  permission.set(read())
}

function read(): Permission {
  return typeof Notification === 'undefined' || !globalThis.isSecureContext ? 'unsupported' : Notification.permission
}

// What the person changes in the browser's own settings is seen at the next look at the page.
addEventListener('focus', () => permission.set(read()))
