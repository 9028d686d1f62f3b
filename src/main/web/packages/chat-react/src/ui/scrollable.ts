const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex="0"]'

/**
 * Lets the keyboard scroll an element for as long as it has something to scroll to, and nothing
 * within it takes the focus. Returns what ends it.
 */
export function scrollable(element: HTMLElement, label: string): () => void {
  const look = () => {
    const scrolls = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight
    if (scrolls && !element.querySelector(FOCUSABLE)) {
      element.tabIndex = 0
      element.setAttribute('role', 'region')
      element.setAttribute('aria-label', label)
    } else {
      for (const name of ['tabindex', 'role', 'aria-label']) element.removeAttribute(name)
    }
  }
  // It is called at once, too, when the layout is known.
  const observer = new ResizeObserver(look)
  observer.observe(element)
  return () => observer.disconnect()
}
