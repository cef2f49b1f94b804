import type { GeneratedOperation } from '../../support/operations'
import type { Draw } from '../draw'
import type { FuzzRequest } from '../request'
import type { Source } from '../source'

/** One way of making requests. `operation` is a valid one to start from. */
export interface Kind {
  readonly name: string
  /** Share of the runs; the shares of all kinds make 100. */
  readonly share: number
  readonly make: (draw: Draw, operation: GeneratedOperation, source: Source) => FuzzRequest
}

export const acceptOf = (draw: Draw): string | null => draw.from([null, 'application/json', 'application/graphql-response+json', 'application/graphql-response+json, application/json;q=0.9', '*/*'])
