import { Fragment } from 'react'
import styles from './Search.module.css'

interface Props {
  text: string
  matches: readonly (readonly [from: number, to: number])[]
}

/** A text with the words of the query marked. */
export function Marked({ text, matches }: Props) {
  return (
    <bdi>
      {matches.map(([from, to], index) => (
        <Fragment key={from}>
          {text.slice(index === 0 ? 0 : matches[index - 1]![1], from)}
          <mark className={styles.mark}>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(matches.at(-1)?.[1] ?? 0)}
    </bdi>
  )
}
