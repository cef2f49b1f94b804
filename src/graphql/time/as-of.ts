import { Arg } from 'type-graphql'
import type { At, Param } from '../read/mapping'
import { DateTimeScalar } from '../scalars/date-time'

export const AsOf = (description: string): ReturnType<typeof Arg> => Arg('asOf', () => DateTimeScalar, { nullable: true, description })

/** ` AND known_at <= asOf` when the argument is given, and nothing otherwise. */
export const knownBy = (t: At, asOf: unknown, param: Param, column = 'known_at'): string =>
  asOf === null || asOf === undefined ? '' : ` AND ${t(column)} <= ${param(asOf, 'timestamptz')}`
