// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import { cases } from '../../../../../testing/cases.ts'
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

  test.each(cases<{ message: string; plain: string }>('markdown'))('says the same here and in a notification: $message', ({ message, plain }) => {
    expect(preview(message)).toBe(plain)
    const shown = new DOMParser().parseFromString(render(message), 'text/html').body.textContent
    expect(shown.replace(/\s/gu, '')).toBe(plain.replace(/\s/gu, ''))
  })

  test('keeps the lines of what is shown as it was typed', () => {
    expect(render('-\n-')).toBe('<p>-<br>\n-</p>\n')
    expect(render('[](<b>)')).toBe('<p>[](&lt;b&gt;)</p>\n')
  })

  test.each([
    ['https://xn--80ak6aa92e.com/a', 'https://xn--80ak6aa92e.com/a'],
    ['https://аррӏе.com/a', 'https://xn--80ak6aa92e.com/a'],
    ['<https://аррӏе.com>', 'https://xn--80ak6aa92e.com'],
    ['https://gооgle.com', 'https://xn--ggle-55da.com'],
    ['https://münchen.de', 'https://münchen.de'],
    ['https://правда.рф', 'https://правда.рф'],
    ['https://example.org/%D0%B0', 'https://example.org/%D0%B0'],
    ['https://example.org/\u202Egro.knab', 'https://example.org/%E2%80%AEgro.knab'],
  ])('shows an address that looks like another one as it is: %s', (content, text) => {
    const link = new DOMParser().parseFromString(render(content), 'text/html').querySelector('a')!
    expect(link.textContent).toBe(text)
  })

  test.each([
    ['[bank.example](https://evil.example/x)', 'bank.example (evil.example)'],
    ['[https://аррӏе.com](https://evil.example)', 'https://аррӏе.com (evil.example)'],
    ['[**bank.example**/log-in](https://evil.example)', 'bank.example/log-in (evil.example)'],
    ['[bank.example](https://www.bank.example/x)', 'bank.example'],
    ['[the bank](https://evil.example)', 'the bank'],
    ['[see https://bank.example/log-in](https://evil.example)', 'see https://bank.example/log-in (evil.example)'],
    ['[https://bank.example!](https://evil.example)', 'https://bank.example! (evil.example)'],
    ['[bank.example, please](https://evil.example)', 'bank.example, please (evil.example)'],
    ['[https://bank.example@evil.example](https://evil.example)', 'https://bank.example@evil.example (evil.example)'],
    ['[bank\u200B.example](https://evil.example)', 'bank\u200B.example (evil.example)'],
    ['[bank。example](https://evil.example)', 'bank。example (evil.example)'],
    ['[192.0.2.1](https://evil.example)', '192.0.2.1 (evil.example)'],
    ['[good.example or bank.example](https://good.example)', 'good.example or bank.example (good.example)'],
    ['[see https://good.example/report.pdf?of=bank.example](https://good.example/x)', 'see https://good.example/report.pdf?of=bank.example'],
    ['[version 10.15, e.g. of 3.5 kg](https://good.example)', 'version 10.15, e.g. of 3.5 kg'],
  ])('says where a link leads that looks like another address: %s', (content, text) => {
    expect(new DOMParser().parseFromString(render(content), 'text/html').body.textContent.trim()).toBe(text)
  })
})
