import type { ComponentProps } from 'react'
import { TextField } from './Field.tsx'

type Props = Pick<ComponentProps<typeof TextField>, 'label' | 'hint' | 'error' | 'value' | 'required'> & { onType: (password: string) => void }

/** A password to be set, of a length that the server takes. */
export function NewPasswordField({ onType, ...field }: Props) {
  return <TextField {...field} type="password" onChange={(event) => onType(event.target.value)} minLength={8} maxLength={200} autoComplete="new-password" />
}
