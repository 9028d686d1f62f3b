/** The words of the page on which clients ask for help. */
export const en = {
  isOpen: 'Support is open now.',
  week: (times: string) => `Opening hours: ${times}`,
  allDay: 'all day',
  answers: (time: string) => `The first answer usually comes within ${time}.`,
  minutes: (n: number) => (n === 1 ? 'a minute' : `${n} minutes`),
  hours: (n: number) => (n === 1 ? 'an hour' : `${n} hours`),
  days: (n: number) => `${n} days`,
  question: 'How can we help?',
  hint: 'Describe it in your own words. A ticket is opened, and somebody of the staff answers you there.',
  follows: (title: string) => `It follows your closed ticket “${title}”, and both point to each other.`,
  submit: 'Send',
  open: 'Your open tickets',
  past: 'Your past tickets',
  none: 'You have no tickets yet.',
  failed: 'The ticket could not be opened. Your text is still here; please try again.',
  tooMany: 'You have too many open tickets. Write in one of them, or close one first; your text stays here.',
}

export type SupportWords = typeof en
