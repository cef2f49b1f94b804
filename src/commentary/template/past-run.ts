import type { Fact } from '../fact'

/** A start in parts, as its fact tells it; each null where the fact says nothing of it. */
export interface PastRun {
  readonly fact: Fact
  /** `3rd`; null without a finish. */
  readonly place: string | null
  readonly position: number | null
  readonly field: string
  /** `over 1,200 m at Sha Tin` */
  readonly where: string
  /** `1.5 lengths`, of a winner its margin. */
  readonly margin: string | null
  /** Behind the winner. */
  readonly lengths: number | null
  /** `21 days ago` */
  readonly ago: string
}
const RUN = /^(?:(\d+(?:st|nd|rd|th)) of (\d+)|did not finish in a field of (\d+))((?: over [\d,.]+ m)?(?: at [^,]+)?)(?:, (?:won by|beaten) ([\d.]+ lengths?))?, (\d[\d,]* days? ago)$/u

export function pastRun(fact: Fact | null): PastRun | null {
  const [, place, of, started, where = '', margin, ago = ''] = RUN.exec(fact?.text ?? '') ?? []
  const field = of ?? started
  if (fact === null || field === undefined) return null
  const quarters = margin === undefined ? undefined : fact.also.find((one) => /[¼½¾]/.test(one))
  return { fact, place: place ?? null, position: place === undefined ? null : Number.parseInt(place, 10), field, where: /\p{Script=Han}/u.test(where) ? '' : where.trim(), margin: quarters ?? margin ?? null, lengths: margin === undefined ? null : Number.parseFloat(margin), ago }
}
/** `2 wins from 16 starts` in numbers. */
export function recordIn(fact: Fact | null): { readonly fact: Fact; readonly wins: number; readonly starts: number; readonly said: string } | null {
  const [said, wins, starts] = /^([\d,]+) wins? from ([\d,]+) \w+/u.exec(fact?.text ?? '') ?? []
  return fact === null || said === undefined || wins === undefined || starts === undefined ? null : { fact, wins: Number(wins.replace(',', '')), starts: Number(starts.replace(',', '')), said }
}
