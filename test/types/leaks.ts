// Checked by `tsc --noEmit -p test`: each line under an expectation must fail to compile.
import { marketAsOf, raceAsOf, type MarketAsOf, type RaceAsOf } from '../../src/domain/as-of'
import type { Instant } from '../../src/domain/instant'
import type { MarketFacts } from '../../src/domain/price-fact'
import type { RaceCard } from '../../src/domain/race-card'
import type { FinishedRace, RaceOutcome } from '../../src/domain/race-outcome'
import { defineCategory } from '../../src/features/define'
import { lessMean } from '../../src/features/field'
import { buildFrame } from '../../src/features/frame'
import type { KnownHistory } from '../../src/features/history/known-history'
import type { Slot } from '../../src/features/history/lookups'
import { counted, winRate } from '../../src/features/rates'
import { withSources, type FeatureCategory, type FeatureName } from '../../src/features/registry'
import { tallyPlace } from '../../src/features/tally-places'
import type { RunnerView } from '../../src/features/views'
import type { RaceTable } from '../../src/models/data/race-table'
import { splitByDate, trainingRaces } from '../../src/models/data/split'
import { encode, fitEncoder, LINEAR, type Encoder } from '../../src/models/inputs/encoder'

declare const card: RaceCard, finished: FinishedRace, outcome: RaceOutcome, facts: MarketFacts, history: KnownHistory, asOf: Instant, runner: RunnerView, encoder: Encoder, table: RaceTable
declare const consume: (race: RaceAsOf<KnownHistory>) => void
const race = raceAsOf(card, history, asOf)
const market = marketAsOf(facts, card.offAt, asOf)
buildFrame([{ race, market }])
consume(race)

// --- the doors
// @ts-expect-error a RaceAsOf cannot be made by hand
consume({ asOf, card, history })
// @ts-expect-error nor by spreading a true one and changing its card
consume({ ...race, card: finished.card })
// @ts-expect-error a MarketAsOf cannot be made by hand
export const byHand: MarketAsOf = { at: asOf, offAt: card.offAt, prices: facts.prices, startingPrices: facts.startingPrices }
// @ts-expect-error nor from another one with prices of later
export const later: MarketAsOf = { ...market, prices: facts.prices }
// @ts-expect-error raw facts do not make a frame
buildFrame([{ card, market: facts }])
// @ts-expect-error nor does a race with a market that did not go through its door
buildFrame([{ race, market: facts }])
// @ts-expect-error nor a finished race
buildFrame([{ race: finished, market }])
// @ts-expect-error a bare number is no Instant
raceAsOf(card, history, 1_700_000_000_000)
// @ts-expect-error nor is a text
marketAsOf(facts, card.offAt, '2024-05-01T06:00:00Z')
// @ts-expect-error an outcome does not pass as a card
raceAsOf(finished, history, asOf)
// @ts-expect-error what was known has a day
raceAsOf(card, {}, asOf)
// @ts-expect-error a race as it was seen is not changed afterwards
race.card = card

// --- the outcome of the own race
// @ts-expect-error a card has no outcome
void card.outcome
// @ts-expect-error nor have its runners
void card.runners[0]?.position
// @ts-expect-error nor a starting price
void card.runners[0]?.startingPrice
// @ts-expect-error a runner has no position of the race to come
void runner.position
// @ts-expect-error nor has its race
void runner.race.winner
// @ts-expect-error nor a finishing time
void runner.timeMs
// @ts-expect-error the starting price belongs to the market
void runner.startingPrice
// @ts-expect-error runs are rows, they cannot be reached past the view
void runner.past.rows
// @ts-expect-error what a runner was is not changed by a feature
runner.weightKg = 50
void outcome

// --- how features are said
const good = { name: 'barrier.x', version: 1, scope: 'runner', unit: 'ratio', description: '', missing: { policy: 'never' }, compute: (r: RunnerView) => r.barrier } as const
const field = { name: 'barrier.y', version: 1, scope: 'field', of: 'barrier.x', unit: 'ratio', description: '', missing: { policy: 'never' }, compute: lessMean } as const
defineCategory('barrier', '', [good, field])
// @ts-expect-error a name begins with its category
defineCategory('barrier', '', [{ ...good, name: 'form.x' }])
// @ts-expect-error a policy for what is missing must be stated
defineCategory('barrier', '', [{ name: 'barrier.x', version: 1, scope: 'runner', unit: 'ratio', description: '', compute: (r) => r.barrier }])
// @ts-expect-error a constant must be said
defineCategory('barrier', '', [{ ...good, missing: { policy: 'constant' } }])
// @ts-expect-error a closed list of policies
defineCategory('barrier', '', [{ ...good, missing: { policy: 'zero' } }])
// @ts-expect-error a closed list of units
defineCategory('barrier', '', [{ ...good, unit: 'furlongs' }])
// @ts-expect-error a feature sees no outcome of its own race
defineCategory('barrier', '', [{ ...good, compute: (r) => r.position }])
// @ts-expect-error inputs are slots that exist
defineCategory('barrier', '', [{ ...good, inputs: ['jockey.7'] }])
// @ts-expect-error a feature over the field says of which
defineCategory('barrier', '', [{ name: 'barrier.y', version: 1, scope: 'field', unit: 'ratio', description: '', missing: { policy: 'never' }, compute: lessMean }])
// @ts-expect-error a feature over the field sees values, no runner
defineCategory('barrier', '', [{ ...field, compute: (r: RunnerView) => r.barrier }])
// @ts-expect-error a value is a number: missing is NaN, not null
defineCategory('barrier', '', [{ ...good, compute: () => null }])

// --- what is registered
export const known: FeatureName = 'barrier.number'
// @ts-expect-error not a feature
export const unknown: FeatureName = 'barrier.luck'
// @ts-expect-error not a category
export const room: FeatureCategory = 'astrology'
// @ts-expect-error features are asked for by names that exist
withSources(['barrier.luck'])

// --- tallies
export const slot: Slot = 'jockey.365'
tallyPlace('jockey.365', 'wins')
tallyPlace('track.career', 'barrierKnown')
// @ts-expect-error races are not counted under a jockey
tallyPlace('jockey.365', 'barrierSum')
// @ts-expect-error starts are not counted under a track
tallyPlace('track.career', 'starts')
// @ts-expect-error a window that is not kept
export const week: Slot = 'jockey.7'
// @ts-expect-error a rate is of starters
winRate('track.career', 20)
// @ts-expect-error a count of starters, not of races
counted('jockey.365', 'races')

// --- what is fitted
fitEncoder(['barrier.number'], trainingRaces(table, { from: null, to: '2024-01-31' }), LINEAR)
// @ts-expect-error races to fit on come from a split by date
fitEncoder(['barrier.number'], table, LINEAR)
// @ts-expect-error the races that a model is judged on are not fitted on
fitEncoder(['barrier.number'], splitByDate(table, { train: { from: null, to: '2024-01-31' }, validate: { from: '2024-02-01', to: null }, test: null }).validate, LINEAR)
// @ts-expect-error a split has days
trainingRaces(table)
// @ts-expect-error a feature that exists
fitEncoder(['barrier.luck'], trainingRaces(table, { from: null, to: null }), LINEAR)
// @ts-expect-error columns that were computed
encode(encoder, { raceStart: Int32Array.of(0, 1), columns: new Map([['barrier.luck', Float64Array.of(1)]]) })
