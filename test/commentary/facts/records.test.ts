import * as fc from 'fast-check'
import { recordsOf, RECORDS, type RecordName } from '../../../src/commentary/facts/records'
import { makeSheet } from '../../../src/commentary/facts/make-sheet'
import { pastLines } from '../../../src/commentary/facts/past-lines'
import { marketAsOf, raceAsOf } from '../../../src/domain/as-of'
import { dayOf } from '../../../src/domain/instant'
import { computeFeatures } from '../../../src/features/compute'
import { buildFrame } from '../../../src/features/frame'
import type { FeatureName } from '../../../src/features/registry'
import { runnerCursor } from '../../../src/features/views'
import { hazardousWorlds, randomWorlds, type RandomWorld } from '../../support/random-world'
import { historyBefore } from '../../support/racing-world'
import { raceMaterial } from '../../support/race-material'

/** Features that count the same starts, as ln(1 + n). */
const COUNTED: readonly (readonly [RecordName, FeatureName])[] = [
  ['career', 'horse.starts'], ['distance', 'distance.runs'], ['venue', 'venue.starts'], ['together', 'chemistry.ridesTogether'], ['partnership', 'chemistry.partnershipStarts'], ['jockeyMonth', 'jockey.rides30'], ['trainerMonth', 'trainer.runners30'], ['sire', 'pedigree.sireStarts'],
]
const frameOf = ({ cards, markets, history, asOf }: RandomWorld) => {
  const known = historyBefore(history, dayOf(asOf))
  return buildFrame(cards.map((card, i) => ({ race: raceAsOf(card, known, asOf), market: marketAsOf(markets[i] ?? { prices: [], startingPrices: new Map() }, card.offAt, asOf) })))
}
function check(world: RandomWorld): number {
  const frame = frameOf(world)
  const [columns, cursor] = [computeFeatures(frame), runnerCursor(frame)]
  let counted = 0
  for (let i = 0; i < frame.runnerCount; i++) {
    cursor.seek(i)
    const records = recordsOf(cursor)
    for (const [name, feature] of COUNTED) {
      const [record, value] = [records[name], columns.get(feature)?.[i] ?? NaN]
      if (record === null || Number.isNaN(value)) continue
      expect([name, i, record.starts]).toEqual([name, i, Math.round(Math.expm1(value))])
      if (record.starts > 0) counted++
    }
    for (const name of Object.keys(RECORDS) as RecordName[]) {
      const record = records[name]
      if (record === null) continue
      expect([name, record.wins <= record.starts, record.wins >= 0, record.places === null || (record.places >= record.wins && record.places <= record.starts)]).toEqual([name, true, true, true])
    }
    expect(pastLines(cursor, 3).map(({ raceId }) => raceId)).toEqual(pastLines(cursor, 99).slice(0, 3).map(({ raceId }) => raceId))
  }
  return counted
}

test('records count the starts that features count, in worlds made up at random', () => {
  fc.assert(fc.property(randomWorlds, (world) => { check(world) }), { numRuns: 40 })
  expect(hazardousWorlds.reduce((sum, world) => sum + check(world), 0)).toBeGreaterThan(500)
})

test('whatever the world, texts hold nothing that is not known', () => {
  for (const world of hazardousWorlds) for (const card of world.cards) {
    const known = historyBefore(world.history, dayOf(world.asOf))
    const race = raceAsOf(card, known, world.asOf)
    const frame = buildFrame([{ race, market: marketAsOf(world.markets[world.cards.indexOf(card)] ?? { prices: [], startingPrices: new Map() }, card.offAt, world.asOf) }])
    const cursor = runnerCursor(frame)
    const plain = raceMaterial({ card: race.card })
    const sheet = makeSheet({
      ...plain, runnerIds: frame.runnerIds, columns: computeFeatures(frame),
      runners: plain.runners.map((one, i) => { cursor.seek(i); return { ...one, horse: `Horse ${one.runner.runnerId}`, records: recordsOf(cursor), past: pastLines(cursor).map((line) => ({ ...line, venue: 'Here', comment: null })) } }),
    })
    for (const { id, label, text, also, value, rank } of sheet.facts) expect([id, label, /NaN|undefined|null|Infinity|  |-0(?:\.0+)?(?![.\d])|^$/.exec([text, ...also].join('|'))?.[0], value === null || Number.isFinite(value), rank === null || (rank.place <= rank.of && rank.of > 1)]).toEqual([id, label, undefined, true, true])
    expect(makeSheet(structuredClone({ ...plain, runnerIds: [], columns: new Map() })).facts.length).toBeGreaterThan(0)
  }
})
