import type { FeatureName } from '../../features/registry'
import { tallyPlace } from '../../features/tally-places'
import type { RunnerView, RunView } from '../../features/views'
import type { StarterSlot } from '../../features/history/lookups'
import { WET_FROM } from '../../domain/going-scale'

/** What was counted. `places`: in the first three; null where nobody counts them. */
export interface RunRecord { readonly starts: number; readonly wins: number; readonly places: number | null }
/** As counted, before any of it is drawn toward a base rate; null where there is nobody or nothing to count. */
export type Records = { readonly [name in RecordName]: RunRecord | null }

interface Own { readonly kind: 'own'; readonly fits: (run: RunView, runner: RunnerView) => boolean; readonly known?: (runner: RunnerView) => boolean }
interface Tallied { readonly kind: 'tally'; readonly starts: number; readonly wins: number; readonly places: number | null; /** Runs of the horse itself are counted there and taken out. */ readonly others: boolean }
interface Shown { readonly label: string; readonly called: readonly [one: string, more: string]; /** Whose rate it is, drawn toward a base. */ readonly feature: FeatureName }
const tallied = (slot: StarterSlot, places: boolean, others = false): Tallied => ({ kind: 'tally', starts: tallyPlace(slot, 'starts'), wins: tallyPlace(slot, 'wins'), places: places ? tallyPlace(slot, 'places') : null, others })
const own = (fits: Own['fits'], known?: Own['known']): Own => ({ kind: 'own', fits, ...(known === undefined ? {} : { known }) })

const STARTS = ['start', 'starts'] as const
const RIDES = ['ride', 'rides'] as const
const RUNNERS = ['runner', 'runners'] as const
const SIMILAR = 1.5
const groundKnown = (r: RunnerView): boolean => !Number.isNaN(r.race.wetness)

/** Every record that is told, by the feature that says the same as a drawn rate: the same runs are counted in both. */
export const RECORDS = {
  career: { ...own(() => true), label: 'career record', called: STARTS, feature: 'horse.winRate' },
  distance: { ...own((run, { race }) => 10 * Math.abs(run.distanceM - race.distanceM) <= race.distanceM), label: 'record at the distance', called: STARTS, feature: 'distance.winRate' },
  venue: { ...own((run, { race }) => run.venueId === race.venueId), label: 'record at the course', called: STARTS, feature: 'venue.winRate' },
  ground: { ...own((run, { race }) => Math.abs(run.wetness - race.wetness) <= SIMILAR, groundKnown), label: 'record on similar ground', called: STARTS, feature: 'track.similarWinRate' },
  wet: { ...own((run) => run.wetness >= WET_FROM, (r) => r.race.wetness >= WET_FROM), label: 'record on wet ground', called: STARTS, feature: 'track.wetEdge' },
  together: { ...own((run, r) => run.jockeyId === r.jockeyId, (r) => !Number.isNaN(r.jockeyId)), label: 'record under this jockey', called: STARTS, feature: 'chemistry.winRateTogether' },
  jockeyYear: { ...tallied('jockey.365', true), label: 'jockey over 12 months', called: RIDES, feature: 'jockey.winRateYear' },
  jockeyMonth: { ...tallied('jockey.30', true), label: 'jockey over 30 days', called: RIDES, feature: 'jockey.winRate30' },
  jockeyVenue: { ...tallied('jockeyVenue.career', false), label: 'jockey at the course', called: RIDES, feature: 'jockey.winRateAtVenue' },
  trainerYear: { ...tallied('trainer.365', true), label: 'stable over 12 months', called: RUNNERS, feature: 'trainer.winRateYear' },
  trainerMonth: { ...tallied('trainer.30', true), label: 'stable over 30 days', called: RUNNERS, feature: 'trainer.winRate30' },
  trainerVenue: { ...tallied('trainerVenue.career', false), label: 'stable at the course', called: RUNNERS, feature: 'trainer.winRateAtVenue' },
  partnership: { ...tallied('partnership.career', false), label: 'jockey and trainer together', called: RUNNERS, feature: 'chemistry.partnershipWinRate' },
  sire: { ...tallied('sire.career', false, true), label: 'other progeny of its sire', called: STARTS, feature: 'pedigree.sireWinRate' },
} as const satisfies Readonly<{ [name: string]: (Own | Tallied) & Shown }>
export type RecordName = keyof typeof RECORDS
const NAMES = Object.keys(RECORDS) as RecordName[]

function ownRecord({ fits, known }: Own, runner: RunnerView): RunRecord | null {
  if (known?.(runner) === false) return null
  let [starts, wins, places] = [0, 0, 0]
  runner.past.each((run) => {
    if (!fits(run, runner)) return
    starts++
    if (run.won === 1) wins++
    if (run.position <= 3) places++
  })
  return { starts, wins, places }
}
function talliedRecord({ starts: at, wins: won, places: placed, others }: Tallied, runner: RunnerView): RunRecord | null {
  const starts = runner.tally(at)
  if (Number.isNaN(starts)) return null
  if (!others) return { starts, wins: runner.tally(won), places: placed === null ? null : runner.tally(placed) }
  let wins = runner.tally(won)
  runner.past.each((run) => { if (run.won === 1) wins-- })
  return { starts: starts - runner.past.count, wins, places: null }
}

/** Counts of whom the view stands at. The tallies that RECORDS name must be in its frame. */
export const recordsOf = (runner: RunnerView): Records => Object.fromEntries(NAMES.map((name) => {
  const record: Own | Tallied = RECORDS[name]
  return [name, record.kind === 'own' ? ownRecord(record, runner) : talliedRecord(record, runner)]
})) as Records
