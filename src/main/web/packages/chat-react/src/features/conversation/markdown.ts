import type { MessageEvent } from '@sealkloud/chat-client'
import DOMPurify from 'dompurify'
import MarkdownIt from 'markdown-it'
import { isBlank } from '../../text/visible.ts'
import { hostShownBy, shownAddress } from './address.ts'

/**
 * The part of Markdown that messages are written in. The server's previews of notifications read
 * the same (`ChatMarkdown.java`); both are tested with `src/test/resources/text/markdown.json`.
 */
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

// Only what says that it is one becomes a link: guessed domains turn "see report.md" into
// somebody's web site.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false })

markdown.normalizeLinkText = shownAddress

markdown.renderer.rules['link_open'] = (tokens, index, options, _env, self) => {
  tokens[index]!.attrSet('target', '_blank')
  tokens[index]!.attrSet('rel', 'noopener noreferrer nofollow')
  return self.renderToken(tokens, index, options)
}

/** A link whose words look like another address than the one it leads to says where it leads. */
markdown.renderer.rules['link_close'] = (tokens, index) => {
  const start = tokens.findLastIndex(({ type }, at) => type === 'link_open' && at < index)
  const words = tokens.slice(start + 1, index).map(({ content }) => content)
  const host = tokens[start]?.markup === '' ? hostShownBy(words.join(''), String(tokens[start]!.attrGet('href') ?? '')) : undefined
  return host === undefined ? '</a>' : `</a> (${markdown.utils.escapeHtml(host)})`
}

type Token = ReturnType<typeof markdown.parse>[number]

/** The words of a parsed message without its marks. */
function wordsOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content, children }) => {
      if (type === 'inline') return `${wordsOf(children ?? [])} `
      if (type === 'fence') return `${content} `
      return type === 'softbreak' || type === 'hardbreak' ? ' ' : content
    })
    .join('')
}

function html(content: string): string {
  const env = {}
  const tokens = markdown.parse(content, env)
  if (isBlank(wordsOf(tokens))) return `<p>${markdown.utils.escapeHtml(content).replaceAll('\n', '<br>\n')}</p>\n`
  return DOMPurify.sanitize(markdown.renderer.render(tokens, markdown.options, env), ALLOWED)
}

const ALLOWED = {
  ALLOWED_TAGS: ['p', 'br', 'strong', 'em', 's', 'code', 'pre', 'a', 'ul', 'ol', 'li', 'blockquote'],
  ALLOWED_ATTR: ['href', 'target', 'rel', 'start'],
  // Their values are no addresses, and would be measured as such.
  ADD_URI_SAFE_ATTR: ['target', 'rel', 'start'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
}

/**
 * What cannot be Markdown, a link or HTML: one line that begins with a letter and has none of the
 * signs that mean something. Most messages are like this, and parsing and purifying them would be
 * most of the work of scrolling.
 */
const PLAIN = /^\p{L}[^\n\r\t\0\\`*_~[\]<>&:@/]*$/u

const KEEP = 2_000
/** No preview shows more, and what cannot show need not be parsed. */
const LOOKED_AT = 2_000
const rendered = new Map<string, string>()
const previews = new Map<string, string>()

/** The latest results are kept, because scrolling shows the same messages again. */
function kept(results: Map<string, string>, content: string, make: (content: string) => string): string {
  let result = results.get(content)
  if (result === undefined) {
    result = make(content)
    if (results.size >= KEEP) results.delete(results.keys().next().value!)
    results.set(content, result)
  }
  return result
}

/**
 * A message as HTML that can do no harm: Markdown without HTML, images and titles, then purified
 * again, so that a hole in the one is caught by the other. What would be empty, such as a lone
 * dash, is shown as it was typed.
 */
export function render(content: string): string {
  return kept(rendered, content, (text) => (PLAIN.test(text) ? `<p>${text.trimEnd()}</p>\n` : html(text)))
}

/** A message as one line of plain text, for the list of conversations and for screen readers. */
export function preview(content: string): string {
  return kept(previews, content, (text) => {
    const beginning = text.slice(0, LOOKED_AT)
    const words = PLAIN.test(beginning) ? beginning : wordsOf(markdown.parse(beginning, {}))
    return oneLine(isBlank(words) ? beginning : words)
  })
}

/** The same of a whole message; of one without words it is the name of its first file. */
export function previewOf({ content, attachments }: Pick<MessageEvent, 'content' | 'attachments'>): string {
  const file = content === '' ? attachments?.[0] : undefined
  return file ? `📎 ${oneLine(file.name)}` : preview(content)
}

/** Without controls, and without what would turn the direction of whatever stands beside it. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{White_Space}\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim()
}
