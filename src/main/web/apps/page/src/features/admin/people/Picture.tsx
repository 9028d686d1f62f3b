import type { AdministeredUser } from '@sealkloud/chat-client'
import { PersonAvatar } from '@sealkloud/chat-react/features/session/PersonAvatar.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { Outcome } from '../ui/Outcome.tsx'
import { useAdmin } from '../ui/useAdmin.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import { Part } from './Part.tsx'

/** Somebody's picture, which only they set; it can be taken away. */
export function Picture({ person: { userId, userName, picture }, onRemoved }: { person: AdministeredUser; onRemoved: () => void }) {
  const { people: words } = useAdminWords()
  const admin = useAdmin()
  const action = useAction()
  return (
    <Part title={words.picture} hint={words.pictureHint}>
      <PersonAvatar userId={userId} version={picture} name={userName} size={72} />
      <button
        type="button"
        className={controls.button}
        disabled={action.working}
        onClick={() =>
          action.run(async () => {
            await admin.removePicture(userId)
            onRemoved()
          })
        }
      >
        {words.removePicture}
      </button>
      <Outcome of={action} />
    </Part>
  )
}
