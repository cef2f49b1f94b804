import { AppError } from '../../domain/errors'

/*
 * Messages of the Betfair Exchange Stream API (ESASwaggerSchema) as far as books need them. What else is in a message is let be. Every field may be missing.
 * Prices and projected prices may be the strings "NaN" and "Infinity".
 */
export type StreamNumber = number | string | null
/** [price, size] or [level, price, size]. */
export type LadderEntry = readonly number[]

export interface RunnerDelta {
  readonly id: number
  /** Handicap. */
  readonly hc?: number | null
  readonly ltp?: StreamNumber
  readonly tv?: StreamNumber
  readonly spn?: StreamNumber
  readonly spf?: StreamNumber
  readonly atb?: readonly LadderEntry[] | null
  readonly atl?: readonly LadderEntry[] | null
  readonly batb?: readonly LadderEntry[] | null
  readonly batl?: readonly LadderEntry[] | null
  readonly bdatb?: readonly LadderEntry[] | null
  readonly bdatl?: readonly LadderEntry[] | null
  readonly trd?: readonly LadderEntry[] | null
  readonly spb?: readonly LadderEntry[] | null
  readonly spl?: readonly LadderEntry[] | null
}
export interface RunnerDefinition {
  readonly id: number
  readonly hc?: number | null
  readonly status?: string
  readonly sortPriority?: number
  readonly name?: string | null
  readonly adjustmentFactor?: StreamNumber
  readonly removalDate?: string | null
  readonly bsp?: StreamNumber
}
export interface MarketDefinition {
  readonly status?: string
  readonly inPlay?: boolean
  readonly version?: number
  readonly betDelay?: number
  readonly bspReconciled?: boolean
  readonly complete?: boolean
  readonly numberOfActiveRunners?: number
  readonly numberOfWinners?: number
  readonly marketType?: string
  readonly marketTime?: string
  readonly openDate?: string
  readonly eventId?: string
  readonly eventName?: string
  /** Of the market, e.g. `R6 1000m Hcap`; in recordings only. */
  readonly name?: string
  readonly venue?: string
  readonly countryCode?: string
  readonly timezone?: string
  readonly runners?: readonly RunnerDefinition[] | null
}
export interface MarketDelta {
  readonly id: string
  /** Takes the place of all that was known of the market. */
  readonly img?: boolean
  /** Several changes in one. In recordings it stands everywhere and means nothing. */
  readonly con?: boolean
  readonly tv?: StreamNumber
  readonly marketDefinition?: MarketDefinition | null
  readonly rc?: readonly RunnerDelta[] | null
}
export interface ChangeMessage {
  readonly op?: string
  /** Of the subscription. */
  readonly id?: number | null
  readonly ct?: 'SUB_IMAGE' | 'RESUB_DELTA' | 'HEARTBEAT' | (string & {})
  readonly segmentType?: 'SEG_START' | 'SEG' | 'SEG_END' | (string & {})
  readonly clk?: string
  readonly initialClk?: string
  /** Milliseconds since 1970. */
  readonly pt?: number
  readonly heartbeatMs?: number
  readonly conflateMs?: number
  /** 503: what the source sends is late or cannot be relied on. */
  readonly status?: number | null
  readonly mc?: readonly MarketDelta[] | null
}

/** One line of a stream. @throws AppError BAD_USER_INPUT when it is no JSON object */
export const parseChangeMessage = (line: string): ChangeMessage => {
  let parsed: unknown
  try { parsed = JSON.parse(line) } catch (cause) { throw new AppError('BAD_USER_INPUT', `it is no JSON: ${(cause as Error).message}`, { cause }) }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new AppError('BAD_USER_INPUT', `it is no JSON object: ${line.slice(0, 60)}`)
  return parsed as ChangeMessage
}
/** A number as it is; null for what is none, as "NaN", "Infinity" and what is missing. */
export const cleanNumber = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)
