const KEY = 'chat.returnTo'
const REFUSED = '#/refused/'

/** Keeps what was open, in this tab, while somebody logs in elsewhere. */
export function rememberPlace(): void {
  try {
    if (!location.hash.startsWith(REFUSED)) sessionStorage.setItem(KEY, location.hash)
  } catch {
    // Without storage they come back to the list.
  }
}

/** Opens what was open before somebody logged in elsewhere. */
export function returnToPlace(): void {
  if (location.hash.length > 2 && !location.hash.startsWith(REFUSED)) return
  let place = ''
  try {
    place = sessionStorage.getItem(KEY) ?? ''
    sessionStorage.removeItem(KEY)
  } catch {
    // As above.
  }
  if (place.startsWith('#/') || location.hash.startsWith(REFUSED)) location.replace(place.startsWith('#/') ? place : '#/')
}
