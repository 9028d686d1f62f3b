import type { AccountWords } from './en.ts'

export const de: AccountWords = {
  failed: 'Das hat nicht geklappt. Bitte versuche es erneut.',
  unreachable: 'Der Server antwortet nicht. Bitte versuche es gleich erneut.',
  tooMany: (seconds) => `Zu viele Versuche. Bitte warte ${seconds} s und versuche es dann erneut.`,
  common: 'Dieses Passwort probieren alle zuerst. Wähle ein anderes.',
  retry: 'Erneut versuchen',
  toLogIn: 'Zur Anmeldung',
  password: 'Neues Passwort',
  passwordHint: 'Mindestens 8 Zeichen. Gut sind einige Wörter, auf die niemand kommt.',
  repeat: 'Neues Passwort wiederholen',
  different: 'Die beiden sind nicht gleich.',
  link: {
    checking: 'Der Link wird geprüft …',
    invitation: { title: 'Willkommen', intro: 'Wähle ein Passwort für dein Konto.', submit: 'Passwort setzen' },
    reset: { title: 'Neues Passwort wählen', intro: 'Damit wirst du auf allen Geräten abgemeldet.', submit: 'Passwort setzen' },
    username: 'Benutzername',
    working: 'Wird gesetzt …',
    done: 'Dein Passwort ist gesetzt',
    doneHint: (userId) => `Melde dich jetzt mit dem Benutzernamen ${userId} an.`,
    refused: {
      unknown: 'Diesen Link gibt es nicht',
      expired: 'Dieser Link ist abgelaufen',
      used: 'Dieser Link wurde schon benutzt',
    },
    refusedHints: {
      unknown: 'Vielleicht fehlt ein Teil davon. Öffne ihn noch einmal aus der Mail, oder kopiere ihn ganz.',
      expired: 'Links funktionieren nur eine begrenzte Zeit.',
      used: 'Jeder Link funktioniert einmal und endet, wenn auf andere Weise ein Passwort gesetzt wird.',
    },
    askForReset: 'Neuen Link anfordern',
    askAnAdministrator: 'Bitte einen Admin deines Helpdesks um eine neue Einladung.',
  },
  forgotten: {
    title: 'Passwort vergessen',
    intro: 'Du bekommst eine Mail mit einem Link, über den du ein neues Passwort wählst.',
    username: 'Benutzername oder Mailadresse',
    submit: 'Link senden',
    sent: 'Sieh in deine Mails',
    sentHint: 'Wenn es ein Konto mit einer Mailadresse gibt, ist ein Link unterwegs. Das kann einige Minuten dauern; sieh auch im Spam-Ordner nach.',
    back: 'Zurück zur Anmeldung',
  },
}
