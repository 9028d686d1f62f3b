import { render } from './markdown.ts'

/** Browsers give a page the clipboard over https alone, and on the machine itself. */
export function mayCopy(): boolean {
  return 'clipboard' in navigator
}

/**
 * Copies what somebody wrote: as it was typed, and formatted for whatever takes that. A browser
 * that copies no formats copies what was typed.
 */
export async function copyMessage(content: string): Promise<void> {
  const formats = { 'text/plain': content, 'text/html': render(content) }
  try {
    const blobs = Object.entries(formats).map(([type, text]) => [type, new Blob([text], { type })])
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
  } catch {
    await navigator.clipboard.writeText(content)
  }
}
