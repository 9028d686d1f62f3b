/* Drawn as blocks, some browsers take it for a table no more, so it says its roles. */
/* oxlint-disable jsx-a11y/no-redundant-roles */
/* oxlint-disable jsx-a11y/no-interactive-element-to-noninteractive-role */
import type { ReactNode } from 'react'
import styles from './Table.module.css'

export interface Column<Row> {
  name: string
  /** Said to screen readers alone: of a column of buttons. */
  hidden?: boolean
  render: (row: Row) => ReactNode
}

interface Props<Row> {
  /** What the rows are, for screen readers. */
  caption: string
  /** The first one names the row. */
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
}

/**
 * Rows of things to look after; on a narrow screen each becomes a card. The roles keep it a table
 * there too.
 */
export function Table<Row>({ caption, columns: [first, ...others], rows, keyOf }: Props<Row>) {
  if (!first) return null
  return (
    <table className={styles.table} role="table" aria-label={caption}>
      <thead role="rowgroup">
        <tr role="row">
          {[first, ...others].map(({ name, hidden }) => (
            <th key={name} scope="col" role="columnheader">
              <span className={hidden ? styles.hidden : undefined}>{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row" data-item={keyOf(row)}>
            <th scope="row" role="rowheader">
              {first.render(row)}
            </th>
            {others.map(({ name, hidden, render }) => (
              <td key={name} role="cell" data-label={hidden ? undefined : name}>
                <div className={hidden ? styles.buttons : undefined}>{render(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
