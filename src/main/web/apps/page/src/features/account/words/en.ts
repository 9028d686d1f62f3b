/** Every word of the pages about the own account. The other language has the same shape. */
export const en = {
  failed: 'That did not work. Please try again.',
  unreachable: 'The server does not answer. Please try again in a moment.',
  tooMany: (seconds: number) => `Too many attempts. Please wait ${seconds} s and try again.`,
  common: 'Everybody tries this password first. Choose another one.',
  retry: 'Try again',
  toLogIn: 'Go to log-in',
  password: 'New password',
  passwordHint: 'At least 8 characters. A few words that nobody would guess are good.',
  repeat: 'Repeat the new password',
  different: 'The two are not the same.',
  link: {
    checking: 'The link is being checked…',
    invitation: { title: 'Welcome', intro: 'Choose a password for your account.', submit: 'Set password' },
    reset: { title: 'Choose a new password', intro: 'You are logged out on all devices with it.', submit: 'Set password' },
    username: 'User name',
    working: 'Setting…',
    done: 'Your password is set',
    doneHint: (userId: string) => `Now log in with the user name ${userId}.`,
    refused: {
      unknown: 'This link does not exist',
      expired: 'This link has expired',
      used: 'This link was used already',
    },
    refusedHints: {
      unknown: 'Maybe a part of it is missing. Open it again from the mail, or copy the whole of it.',
      expired: 'Links work for a limited time only.',
      used: 'Each link works once, and ends when a password is set in another way.',
    },
    askForReset: 'Ask for a new link',
    askAnAdministrator: 'Ask an administrator of your helpdesk for a new invitation.',
  },
  forgotten: {
    title: 'Forgotten password',
    intro: 'You get a mail with a link by which you choose a new password.',
    username: 'User name or mail address',
    submit: 'Send link',
    sent: 'Look into your mail',
    sentHint: 'If there is an account with a mail address, a link is on its way. It may take a few minutes; look into the folder for spam, too.',
    back: 'Back to log-in',
  },
}

export type AccountWords = typeof en
