import DOMPurify from 'dompurify'
import MarkdownIt from 'markdown-it'

const markdown = new MarkdownIt('zero', { html: false, linkify: true, breaks: true }).enable([
  'autolink',
  'backticks',
  'blockquote',
  'emphasis',
  'escape',
  'fence',
  'link',
  'linkify',
  'list',
  'newline',
  'strikethrough',
])

// Only what says that it is one becomes a link: guessed domains turn "see report.md" into somebody's web site.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false })

markdown.renderer.rules['link_open'] = (tokens, index, options, _env, self) => {
  tokens[index]!.attrSet('target', '_blank')
  tokens[index]!.attrSet('rel', 'noopener noreferrer nofollow')
  return self.renderToken(tokens, index, options)
}

const ALLOWED = {
  ALLOWED_TAGS: ['p', 'br', 'strong', 'em', 's', 'code', 'pre', 'a', 'ul', 'ol', 'li', 'blockquote'],
  ALLOWED_ATTR: ['href', 'target', 'rel', 'start'],
  // Their values are no addresses, and would be measured as such.
  ADD_URI_SAFE_ATTR: ['target', 'rel', 'start'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
}

/**
 * What cannot be Markdown, a link or HTML: one line that begins with a letter and has none of the signs that mean something.
 * Most messages are like this, and parsing and purifying them would be most of the work of scrolling.
 */
const PLAIN = /^\p{L}[^\n\r\t\0\\`*_~[\]<>&:@/]*$/u

const KEEP = 2_000
const rendered = new Map<string, string>()

/**
 * A message as HTML that can do no harm: Markdown without HTML, images and titles, then purified again, so that a hole
 * in the one is caught by the other. The latest results are kept, because scrolling shows the same messages again.
 */
export function render(content: string): string {
  let html = rendered.get(content)
  if (html === undefined) {
    html = PLAIN.test(content) ? `<p>${content.trimEnd()}</p>\n` : DOMPurify.sanitize(markdown.render(content), ALLOWED)
    if (rendered.size >= KEEP) rendered.delete(rendered.keys().next().value!)
    rendered.set(content, html)
  }
  return html
}

/** A message as one line of plain text, for the list of conversations and for notifications. */
export function preview(content: string): string {
  const line = content.slice(0, 300).replace(/\s+/gu, ' ').trim()
  return line.replace(/(\*\*|__|~~|`+)(.+?)\1/gu, '$2')
}
