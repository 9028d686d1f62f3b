const area = document.createElement('textarea')

/**
 * Stands for the package `entities` in `markdown-it`: the browser knows the names of HTML, and a
 * table of them would be a twentieth of the first page.
 *
 * @param text one reference by name, with its semicolon
 * @returns what it stands for; the text itself if there is no such name
 */
export function decodeHTMLStrict(text: string): string {
  area.innerHTML = text
  const decoded = area.textContent
  // `&notit;` begins with a name that needs no semicolon.
  return decoded.endsWith(';') && decoded !== ';' ? text : decoded
}
