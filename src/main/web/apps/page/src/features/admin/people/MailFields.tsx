import type { MailLanguage } from '@sealkloud/chat-client'
import { LANGUAGES } from '@sealkloud/chat-react/i18n/languages.ts'
import { SelectField, TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { useAdminWords } from '../words/useAdminWords.ts'

interface Props {
  mail: string
  onMail: (mail: string) => void
  language: MailLanguage
  onLanguage: (language: MailLanguage) => void
}

/** How somebody is reached by mail. */
export function MailFields({ mail, onMail, language, onLanguage }: Props) {
  const words = useAdminWords().people
  return (
    <>
      <TextField
        label={words.mail}
        hint={words.mailHint}
        type="email"
        value={mail}
        onChange={(event) => onMail(event.target.value.trim())}
        maxLength={240}
        autoComplete="off"
      />
      {mail !== '' && (
        <SelectField
          label={words.mailLanguage}
          value={language}
          onChange={(event) => onLanguage(event.target.value as MailLanguage)}
          options={Object.entries(LANGUAGES)}
        />
      )}
    </>
  )
}
