import type { SupportWords } from './en.ts'

export const de: SupportWords = {
  isOpen: 'Der Support ist jetzt da.',
  week: (times) => `Öffnungszeiten: ${times}`,
  allDay: 'ganztägig',
  answers: (time) => `Die erste Antwort kommt meist innerhalb von ${time}.`,
  minutes: (n) => (n === 1 ? 'einer Minute' : `${n} Minuten`),
  hours: (n) => (n === 1 ? 'einer Stunde' : `${n} Stunden`),
  days: (n) => `${n} Tagen`,
  question: 'Wie können wir helfen?',
  hint: 'Beschreibe dein Anliegen in eigenen Worten. Es wird ein Ticket eröffnet, in dem dir der Support antwortet.',
  follows: (title) => `Es folgt auf dein geschlossenes Ticket „${title}“; beide verweisen aufeinander.`,
  submit: 'Absenden',
  open: 'Deine offenen Tickets',
  past: 'Deine früheren Tickets',
  none: 'Du hast noch keine Tickets.',
  failed: 'Das Ticket konnte nicht eröffnet werden. Dein Text ist noch da; bitte versuche es erneut.',
  tooMany: 'Du hast zu viele offene Tickets. Schreibe in einem davon, oder schließe zuerst eines; dein Text bleibt hier.',
}
