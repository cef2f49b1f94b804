import { createHash } from 'node:crypto'
import type { Fact, FactSheet, SheetRunner } from '../fact'
import { cleanName, cleanTitle } from '../untrusted'
import { raceCardFacts, runnerCardFacts } from './card-facts'
import { changeFacts } from './change-facts'
import type { Draft } from './draft'
import { featureFacts } from './feature-facts'
import type { RaceMaterial, RunnerMaterial } from './material'
import { pastFacts, venueName } from './past-facts'
import { predictionFacts } from './prediction-facts'
import { priceFacts } from './price-facts'
import { recordFacts } from './record-facts'
import { resultFacts } from './result-facts'
import { topicPlace } from './topics'

/** By saddlecloth number, then id; those without a number last. */
const inSlots = (runners: readonly RunnerMaterial[]): readonly RunnerMaterial[] => [...runners].sort((a, b) => (a.runner.number ?? Infinity) - (b.runner.number ?? Infinity) || a.runner.runnerId - b.runner.runnerId)

function seat({ runner: { runnerId, number }, horse, jockey, trainer, scratched }: RunnerMaterial, place: number): SheetRunner {
  const orNull = (raw: string | null): string | null => { const name = raw === null ? '' : cleanName(raw); return name === '' ? null : name }
  return { slot: `r${place + 1}`, runnerId, number, horse: orNull(horse) ?? (number === null ? `Runner ${place + 1}` : `No. ${number}`), jockey: orNull(jockey), trainer: orNull(trainer), scratched }
}

/** Facts of a race with their numbers: those of the race first, then slot by slot; within, topics by priority, and in the order in which they were made. */
export function numbered(drafts: readonly Draft[], runners: readonly Pick<SheetRunner, 'slot' | 'runnerId'>[]): readonly Fact[] {
  const own = new Map<number | null, Draft[]>([[null, []], ...runners.map(({ runnerId }): [number, Draft[]] => [runnerId, []])])
  for (const one of drafts) own.get(one.runnerId)?.push(one)
  const inOrder = (facts: readonly Draft[], prefix: string): readonly Fact[] => [...facts].sort((a, b) => topicPlace(a.topic) - topicPlace(b.topic)).map((fact, i): Fact => ({ id: `${prefix}.${i + 1}`, ...fact }))
  return [...inOrder(own.get(null) ?? [], 'race'), ...runners.flatMap(({ slot, runnerId }) => inOrder(own.get(runnerId) ?? [], slot))]
}

/** Digest of all that a sheet says but the instant. */
export function digestOf({ asOf: _, digest: __, ...said }: FactSheet): string { return createHash('sha256').update(JSON.stringify(said)).digest('hex') }

/** All that may be said of a race. The same material gives the same sheet, to the letter. */
export function makeSheet(material: RaceMaterial): FactSheet {
  const { asOf, card, columns, runnerIds, prediction, changes, result } = material
  const field = inSlots(material.runners)
  const runners = field.map(seat)
  const places = new Map(runnerIds.map((id, i) => [id, i]))
  const drafts: readonly Draft[] = [
    ...raceCardFacts(material), ...field.flatMap(runnerCardFacts), ...changeFacts(changes, new Set(runners.map(({ runnerId }) => runnerId))), ...(result === null ? [] : resultFacts(result, field)),
    ...(prediction === null ? [] : predictionFacts(prediction)), ...field.flatMap(pastFacts),
    ...field.flatMap(({ runner: { runnerId }, records }) => { const place = places.get(runnerId); return records === null || place === undefined ? [] : recordFacts(runnerId, place, records, columns) }),
    ...featureFacts(runnerIds, columns), ...priceFacts(runnerIds, columns, result !== null),
  ]
  const sheet: FactSheet = {
    raceId: card.raceId, asOf, offAt: card.offAt, venue: venueName(material.venue), raceName: cleanTitle(material.raceName), raceNumber: card.number, date: card.date, synthetic: material.synthetic, finished: result !== null,
    runners, facts: numbered(drafts, runners), digest: '',
  }
  return { ...sheet, digest: digestOf(sheet) }
}
