import { marketAsOf, raceAsOf } from '../../src/domain/as-of'
import { dayOf, instant } from '../../src/domain/instant'
import type { Input } from '../../src/features/define'
import { buildFrame } from '../../src/features/frame'
import { FEATURES } from '../../src/features/registry'
import { runnerCursor, type RunnerView } from '../../src/features/views'
import { daysBefore, finished, historyBefore, OFF, raceCard, type RunnerPart } from '../support/racing-world'
import { slotAt } from '../../src/features/tally-places'

/** Columns of a runner that are made from its earlier runs. A rating is one: who raced before decides whether ratings count. */
const FROM_PAST = ['past', 'prepRun', 'careerRun', 'sincePrevious', 'handicapRating']

const runners: RunnerPart[] = [1, 2, 3].map((horseId) => ({ horseId, number: horseId, barrier: horseId, jockeyId: horseId, trainerId: horseId, weightKg: 55, handicapRating: 60, ageAtRace: 4, sireId: 9, damId: 8, damSireId: 7 }))
const history = [90, 30, 9].map((days) => finished({ off: daysBefore(days), runners: runners.slice(0, 2) }, [{ position: 1, startingPrice: 2, finishTimeMs: 70_000 }, { position: 2, startingPrice: 3 }]))
const card = raceCard({ runners })
const frame = buildFrame([{ race: raceAsOf(card, historyBefore(history, dayOf(instant(OFF))), card.offAt), market: marketAsOf({ prices: [], startingPrices: new Map() }, card.offAt, card.offAt) }])

/** What `compute` touches of a runner, beside the card. */
function touched(compute: (runner: RunnerView) => number): ReadonlySet<Input> {
  const inputs = new Set<Input>()
  const cursor = runnerCursor(frame)
  for (let i = 0; i < frame.runnerCount; i++) {
    compute(new Proxy(cursor.seek(i), { get: (view, property, receiver) => {
      if (FROM_PAST.includes(String(property))) inputs.add('past')
      if (property === 'trials' || property === 'market') inputs.add(property)
      if (property === 'tally') return (place: number) => { inputs.add(slotAt(place)); return view.tally(place) }
      return Reflect.get(view, property, receiver) as unknown
    } }))
  }
  return inputs
}

test.each(FEATURES.flatMap((feature) => (feature.scope === 'field' ? [] : [[feature.name, feature] as const])))('%s declares what it reads', (_, feature) => {
  const declared = new Set<Input>(feature.inputs ?? [])
  expect([...touched(feature.compute)].filter((input) => !declared.has(input))).toEqual([])
})
