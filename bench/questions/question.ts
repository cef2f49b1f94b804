import type { Client } from 'pg'
import type { ContestantName } from '../contestants'
import type { Call } from '../load'

type Dialect = Exclude<ContestantName, 'before'>

/** One thing to ask: the same question in each server's own words. */
export interface Question {
  readonly name: string
  /** Everything that is asked, in turns, so that no server answers from one cached response. */
  cases(client: Client): Promise<readonly Case[]>
}
export interface Case {
  readonly calls: Readonly<Record<Dialect, Call>>
  /** A server's answer in one form for all, so that answers can be compared. */
  readonly normalise: Readonly<Record<Dialect, (data: unknown) => unknown>>
}

/** Field of a parsed answer, whose shape only the comparison itself checks. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of four servers
export type Data = any

export const instant = (value: string | null): number | null => (value === null ? null : Date.parse(value))
export const numeric = (value: string | number | null): number | null => (value === null ? null : Number(value))
export const byNumber = <T extends { readonly number: number | null }>(rows: readonly T[]): readonly T[] => [...rows].sort((a, b) => (a.number ?? 1000) - (b.number ?? 1000))
