import { AppError } from '../../domain/errors'
import { fromGlobalId, type NodeType } from '../node/global-id'
import type { At, ColumnPath, Param } from '../read/mapping'
import { plainText } from './plain-text'

export const MAX_LIST = 100
const MAX_TEXT = 200

type Maybe<T> = T | null | undefined
interface Ends<T> { readonly gte?: Maybe<T>; readonly lte?: Maybe<T> }

/** Collects the conditions that an optional filter asks for. What is left out or null is no condition; an empty list matches nothing. */
export class Conditions {
  private readonly parts: string[]

  constructor(private readonly t: At, private readonly param: Param, always: readonly string[] = []) {
    this.parts = [...always]
  }

  /** Gives a list back that is short enough for a filter. */
  static bounded<T>(name: string, values: readonly T[]): readonly T[] {
    if (values.length > MAX_LIST) throw new AppError('BAD_USER_INPUT', `${name} has ${values.length} values, and at most ${MAX_LIST} are taken: ask in parts.`)
    return values
  }

  /** The column has one of the values. Lists longer than 100 are refused. */
  anyOf(column: ColumnPath, name: string, values: Maybe<readonly (string | number)[]>, type: 'text' | 'int' = 'text'): this {
    if (values === null || values === undefined) return this
    Conditions.bounded(name, values)
    for (const value of values) if (typeof value === 'string') plainText(`a value of ${name}`, value, MAX_TEXT)
    this.parts.push(`${this.t(column)} = ANY(${this.param(values, `${type}[]`)})`)
    return this
  }

  /** Like `anyOf`, with global ids of one type. */
  anyId(column: ColumnPath, name: string, ids: Maybe<readonly string[]>, type: NodeType): this {
    return ids === null || ids === undefined ? this : this.anyOf(column, name, Conditions.bounded(name, ids).map((id) => fromGlobalId(id, type)), 'int')
  }

  /** Between two ends, both included. Ends that exclude each other are refused: they can only be a mistake. */
  between(column: ColumnPath, name: string, range: Maybe<Ends<number | string>>, type: 'int' | 'numeric' | 'date', ends: readonly [string, string] = ['gte', 'lte']): this {
    const { gte, lte } = range ?? {}
    if (gte !== null && gte !== undefined && lte !== null && lte !== undefined && gte > lte) {
      throw new AppError('BAD_USER_INPUT', `${name}.${ends[0]} ${gte} lies after ${name}.${ends[1]} ${lte}: nothing can match; swap them.`)
    }
    if (gte !== null && gte !== undefined) this.parts.push(`${this.t(column)} >= ${this.param(gte, type)}`)
    if (lte !== null && lte !== undefined) this.parts.push(`${this.t(column)} <= ${this.param(lte, type)}`)
    return this
  }

  dates(column: ColumnPath, name: string, range: Maybe<{ readonly from?: Maybe<string>; readonly to?: Maybe<string> }>): this {
    return this.between(column, name, range && { gte: range.from, lte: range.to }, 'date', ['from', 'to'])
  }

  /** All of them, or TRUE. */
  sql(): string {
    return this.parts.length === 0 ? 'TRUE' : this.parts.join(' AND ')
  }
}
