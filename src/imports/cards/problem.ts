import type { Reject } from '../../domain/records'

/** What is wrong in a file: a JSON pointer to the place, what stands there, what should. */
export interface Problem { readonly pointer: string; readonly found: string; readonly expected: string }

export const MOST_PROBLEMS = 50

/** One step of a JSON pointer (RFC 6901). */
export const step = (key: string | number): string => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`

/** A value as a message shows it, at most 60 characters. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`
}

/** Problems as rejects of `file`, at most 50 and one line that counts the rest. */
export function rejects(file: string, problems: readonly Problem[]): Reject[] {
  const lines = problems.slice(0, MOST_PROBLEMS).map(({ pointer, found, expected }) => ({ file, row: pointer || '/', reason: `found ${found}; expected ${expected}` }))
  const more = problems.length - MOST_PROBLEMS
  return more > 0 ? [...lines, { file, row: '/', reason: `found ${more} more problems; expected none: mend those above and import again` }] : lines
}
