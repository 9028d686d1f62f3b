import { LANGUAGES, preferredLanguage, useText, type Language } from '../../i18n/LanguageProvider.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import controls from '../../ui/controls.module.css'
import { Popover } from '../../ui/Popover.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { change, preferences, type Theme } from '../preferences/preferences.ts'
import { useChat, useMe } from '../session/ChatProvider.tsx'
import styles from './Sidebar.module.css'

interface Props {
  onShortcuts: () => void
  onLogOut: () => void
}

/** Who one is, and what one chooses for oneself. */
export function MyMenu({ onShortcuts, onLogOut }: Props) {
  const text = useText()
  const me = useMe()
  const connected = useObservable(useChat().connection).status === 'online'
  const { theme, language, sound, doNotDisturb } = useObservable(preferences)
  const status = connected ? (doNotDisturb ? 'dnd' : 'online') : 'offline'

  return (
    <Popover label={text.menu.open} className={styles.menu} button={<span data-my-status={status} className={styles.me}><Avatar name={me.userName} status={status} /></span>}>
      <div className={styles.panel}>
        <div className={styles.who}>
          <Avatar name={me.userName} size={40} status={status} />
          <div>
            <strong>
              <bdi>{me.userName}</bdi>
            </strong>
            <span className={controls.hint}>
              {text.role[me.userRole]} · {text.status[status]}
            </span>
          </div>
        </div>
        <div className={styles.group}>
          <label className={controls.choice}>
            <input type="checkbox" checked={doNotDisturb} onChange={() => change({ doNotDisturb: !doNotDisturb })} />
            {text.menu.doNotDisturb}
          </label>
          <p className={controls.hint}>{text.menu.doNotDisturbHint}</p>
          <label className={controls.choice}>
            <input type="checkbox" checked={sound} onChange={() => change({ sound: !sound })} />
            {text.notification.sound}
          </label>
        </div>
        <Segments
          legend={text.menu.theme}
          options={Object.entries(text.menu.themes)}
          chosen={theme}
          choose={(value) => change({ theme: value as Theme })}
        />
        <Segments
          legend={text.menu.language}
          options={Object.entries(LANGUAGES).map(([tag, { name }]) => [tag, name])}
          chosen={language ?? preferredLanguage()}
          choose={(value) => change({ language: value as Language })}
        />
        <div className={styles.actions}>
          <button type="button" className={controls.button} onClick={onShortcuts}>
            {text.menu.shortcuts}
          </button>
          <button type="button" className={controls.danger} onClick={onLogOut}>
            {text.menu.logOut}
          </button>
        </div>
      </div>
    </Popover>
  )
}

interface SegmentsProps {
  legend: string
  options: [value: string, label: string][]
  chosen: string
  choose: (value: string) => void
}

function Segments({ legend, options, chosen, choose }: SegmentsProps) {
  return (
    <fieldset className={styles.group}>
      <legend>{legend}</legend>
      <div className={styles.segments}>
        {options.map(([value, label]) => (
          <label key={value}>
            <input type="radio" name={legend} value={value} checked={value === chosen} onChange={() => choose(value)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
