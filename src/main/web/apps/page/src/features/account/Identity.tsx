import type { AccountApi, MyAccount } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useLanguage } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { LANGUAGES } from '@sealkloud/chat-react/i18n/languages.ts'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Facts } from '@sealkloud/chat-react/ui/Facts.tsx'
import { SelectField, TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import styles from './account.module.css'
import { Part } from './Part.tsx'
import { Said } from './Said.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAccountWords } from './words/useAccountWords.ts'

interface Props {
  api: AccountApi
  me: MyAccount
  onLanguage: (language: 'de' | 'en') => void
  onChanged: (me: MyAccount) => void
}

/** What others call one, and the language of the page and of mails. */
export function Identity({ api, me, onLanguage, onChanged }: Props) {
  const words = useAccountWords()
  const shown = useLanguage()
  const task = useAction()
  const [userName, setUserName] = useState(me.userName)
  const [language, setLanguage] = useState(shown)
  return (
    <Part title={words.identity.title}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          task.run(async () => {
            const name = userName.trim()
            onChanged(await api.changeMe({ language, ...(name !== me.userName && { userName: name }) }))
            onLanguage(language)
          })
        }}
      >
        <Facts
          facts={[
            [words.identity.userId, me.userId],
            [words.identity.mail, me.mail ?? (me.userRole === 'admin' ? words.identity.noMailOfAdmin : words.identity.noMail)],
          ]}
        />
        <TextField
          label={words.identity.name}
          hint={words.identity.nameHint}
          value={userName}
          onChange={(event) => setUserName(event.target.value)}
          maxLength={100}
          required
          autoComplete="name"
        />
        <SelectField
          label={words.identity.language}
          hint={words.identity.languageHint}
          value={language}
          onChange={(event) => setLanguage(event.target.value as typeof language)}
          options={Object.entries(LANGUAGES)}
        />
        <Said of={task} done={words.saved} conflict={words.identity.nameOfProvider} />
        <button type="submit" className={controls.primary} disabled={task.working}>
          {words.save}
        </button>
      </form>
    </Part>
  )
}
