import { ChatError, type AccountApi, type MyAccount } from '@sealkloud/chat-client'
import { PersonAvatar } from '@sealkloud/chat-react/features/session/PersonAvatar.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useRef } from 'react'
import styles from './account.module.css'
import { Part } from './Part.tsx'
import { Said } from './Said.tsx'
import { shrunk } from './shrunk.ts'
import { useAccountWords } from './words/useAccountWords.ts'

interface Props {
  api: AccountApi
  me: MyAccount
  onChanged: (me: MyAccount) => void
}

/** The picture that others see beside one's name. */
export function OwnPicture({ api, me, onChanged }: Props) {
  const { picture: words } = useAccountWords()
  const task = useAction()
  const input = useRef<HTMLInputElement>(null)
  const { picture, ...bare } = me

  const show = (file: File) =>
    task.run(async () => {
      onChanged({ ...bare, picture: await api.showPicture(await shrunk(file)) })
    })

  return (
    <Part title={words.title} hint={words.hint}>
      <div className={styles.picture}>
        <PersonAvatar userId={me.userId} version={picture} name={me.userName} size={96} />
        <div className={styles.buttons}>
          <button type="button" className={controls.button} disabled={task.working} onClick={() => input.current?.click()}>
            {picture === undefined ? words.choose : words.change}
          </button>
          {picture !== undefined && (
            <button
              type="button"
              className={controls.button}
              disabled={task.working}
              onClick={() =>
                task.run(async () => {
                  await api.removePicture()
                  onChanged(bare)
                })
              }
            >
              {words.remove}
            </button>
          )}
        </div>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,image/gif"
        aria-label={words.choose}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) show(file)
        }}
      />
      {task.error instanceof ChatError && ['unsupported_type', 'too_large'].includes(task.error.code) ? (
        <p role="alert" className={controls.error}>
          {words.refused}
        </p>
      ) : (
        <Said of={task} done={words.saved} />
      )}
    </Part>
  )
}
