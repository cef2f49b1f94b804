import type { CommentaryStyle } from '../../commentary/commentary'
import { AppError } from '../../domain/errors'
import type { ChangeKind, MarketType, PriceSource } from '../../domain/vocabulary'
import { styleIn } from '../commentary/commentary-args'
import { fromGlobalId } from '../node/global-id'
import { modelIn } from '../prediction/prediction-args'
import type { Args } from '../read/mapping'

interface OfRaces { readonly raceIds: readonly number[]; readonly throttleMs: number; /** Null for none. */ readonly minChange: number | null }
export interface OddsAsked extends OfRaces { readonly kind: 'odds'; readonly markets: readonly MarketType[] | null; readonly sources: readonly PriceSource[] | null; readonly runnerIds: readonly number[] | null }
export interface PredictionAsked extends OfRaces { readonly kind: 'prediction'; readonly model: string }
/** `meetingIds`: beside the races that they have now, which are in `raceIds` once they are known. */
export interface RaceAsked extends OfRaces { readonly kind: 'race'; readonly meetingIds: readonly number[]; readonly everywhere: boolean; readonly kinds: readonly ChangeKind[] | null }
export interface CommentaryAsked extends OfRaces { readonly kind: 'commentary'; readonly raceId: number; readonly style: CommentaryStyle }
/** What one subscription asks for, in one spelling: ids and words sorted, each once. */
export type Asked = OddsAsked | PredictionAsked | RaceAsked | CommentaryAsked

const MOST_RACES = 100
const MOST_THROTTLE_MS = 60_000
const LARGEST_SEQUENCE = 2_147_483_647

const bad = (message: string): never => { throw new AppError('BAD_USER_INPUT', message) }
const given = <T>(value: unknown): T | null => (value ?? null) as T | null

function idsIn(name: string, value: unknown, type: 'Race' | 'Meeting' | 'Runner'): readonly number[] | null {
  const ids = given<readonly string[]>(value)
  if (ids === null) return null
  if (ids.length > MOST_RACES) bad(`${name} has ${ids.length} ids; at most ${MOST_RACES} are taken. Open another subscription for the others.`)
  return [...new Set(ids.map((id) => fromGlobalId(id, type)))].sort((a, b) => a - b)
}
const wordsIn = <T extends string>(value: unknown): readonly T[] | null => {
  const words = given<readonly T[]>(value)
  return words && [...new Set(words)].sort()
}
function between(name: string, value: unknown, most: number): number | null {
  const number = given<number>(value)
  if (number !== null && !(number >= 0 && number <= most)) bad(`${name} is ${number}; it can be 0 to ${most}.`)
  return number
}
function someRaces(value: unknown): readonly number[] {
  const ids = idsIn('raceIds', value, 'Race') ?? []
  return ids.length === 0 ? bad('raceIds is empty: name 1 to 100 races.') : ids
}

const READERS: Readonly<Record<string, (args: Args) => Asked>> = {
  oddsUpdated: (args) => ({
    kind: 'odds', raceIds: someRaces(args['raceIds']), throttleMs: between('throttleMs', args['throttleMs'], MOST_THROTTLE_MS) ?? 250, minChange: between('minChangePercent', args['minChangePercent'], 100),
    markets: wordsIn<MarketType>(args['markets']), sources: wordsIn<PriceSource>(args['sources']), runnerIds: idsIn('runnerIds', args['runnerIds'], 'Runner'),
  }),
  predictionUpdated: (args) => ({
    kind: 'prediction', raceIds: someRaces(args['raceIds']), throttleMs: between('throttleMs', args['throttleMs'], MOST_THROTTLE_MS) ?? 1_000,
    minChange: between('minProbabilityChange', args['minProbabilityChange'], 1), model: modelIn(args),
  }),
  raceUpdated: (args) => {
    const [raceIds, meetingIds] = [idsIn('raceIds', args['raceIds'], 'Race'), idsIn('meetingIds', args['meetingIds'], 'Meeting')]
    if (raceIds !== null && raceIds.length === 0 && (meetingIds?.length ?? 0) === 0) bad('raceIds is empty: name races, or leave it out for all.')
    if (raceIds === null && meetingIds !== null && meetingIds.length === 0) bad('meetingIds is empty: name meetings, or leave it out for all.')
    return { kind: 'race', raceIds: raceIds ?? [], meetingIds: meetingIds ?? [], everywhere: raceIds === null && meetingIds === null, kinds: wordsIn<ChangeKind>(args['kinds']), throttleMs: 0, minChange: null }
  },
  commentaryStream: (args) => {
    const raceId = fromGlobalId(args['raceId'] as string, 'Race')
    return { kind: 'commentary', raceId, raceIds: [raceId], style: styleIn(args), throttleMs: 0, minChange: null }
  },
}

/** @throws AppError BAD_USER_INPUT for arguments that cannot be served */
export function askedOf(field: string, args: Args): { readonly asked: Asked; readonly fromSequence: number | null } {
  const reader = READERS[field]
  if (reader === undefined) throw new Error(`there is no subscription ${field}`)
  const asked = reader(args)
  const fromSequence = between('fromSequence', args['fromSequence'], LARGEST_SEQUENCE)
  if (fromSequence !== null && (asked.raceIds.length !== 1 || (asked.kind === 'race' && asked.meetingIds.length > 0))) bad('fromSequence is counted by race: subscribe to one race to go on from it.')
  return { asked, fromSequence }
}
