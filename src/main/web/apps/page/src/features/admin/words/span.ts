const UNITS = [1, 60, 3600, 86_400]

/** A duration in the largest unit that it is twice of, from seconds to days. */
export function span(seconds: number, names: readonly [string, string, string, string]): string {
  const unit = UNITS.findLastIndex((length) => seconds >= 2 * length)
  const at = Math.max(0, unit)
  return `${Math.round(seconds / UNITS[at]!)} ${names[at]}`
}
