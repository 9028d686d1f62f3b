import { describe, expect, test } from 'vitest'
import { preview, render } from './markdown.ts'

describe('a message', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](vbscript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '![x](https://example.org/x.png)',
    '<a href="https://example.org" onclick="alert(1)">x</a>',
  ])('never becomes HTML of its own: %s', (content) => {
    const page = new DOMParser().parseFromString(render(content), 'text/html')
    expect(page.querySelectorAll('script, img, iframe, [onclick], [onerror], [style]')).toHaveLength(0)
    for (const link of page.querySelectorAll('a')) expect(link.getAttribute('href')).toMatch(/^https:/)
  })

  test('has links that open elsewhere and tell nothing of this page', () => {
    expect(render('https://example.org')).toContain('<a href="https://example.org" target="_blank" rel="noopener noreferrer nofollow">')
  })

  test('has no link where nobody wrote one', () => {
    expect(render('see report.md or ask carol@example.org')).not.toContain('<a')
  })

  test.each([
    'Good morning! Do you have a minute?',
    'It\'s "done" - 100 % (really); see you at 5... #1 = best!  ',
    'abc \u202Egnp.exe\u202E and \u2067right\u2067 end',
    'Größe 🙂 naïve',
  ])('that is plain becomes the same by the short way: %s', (content) => {
    // The backslash before a space means nothing to Markdown, and sends the text the long way.
    const long = render(`x\\ ${content}`).replace('x\\ ', '')
    expect(render(content)).toBe(long)
  })

  test('is one plain line in a preview', () => {
    expect(preview('**Hello**\n\n  `there` __you__')).toBe('Hello there you')
  })
})
