/** Numbers as reports show them; `-` for what is not known. */
export const grouped = (value: number): string => value.toLocaleString('en-US')
export const fixed = (value: number | null, digits: number): string => (value === null || Number.isNaN(value) ? '-' : value.toFixed(digits))
export const signed = (value: number | null): string => {
  const text = fixed(value, 4)
  return Number(text) === 0 ? '0.0000' : Number(text) > 0 ? `+${text}` : text
}
export const percent = (value: number | null, digits = 1): string => (value === null || Number.isNaN(value) ? '-' : `${(100 * value).toFixed(digits)}%`)
export const between = (low: number | null, high: number | null, show: (value: number | null) => string): string => (low === null || high === null ? '-' : `${show(low)} to ${show(high)}`)
