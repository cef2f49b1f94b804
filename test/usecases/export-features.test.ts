import type { FinishedRace } from '../../src/domain/race-outcome'
import { exportFeatures, type ExportDeps, type ExportOptions, type ExportReport } from '../../src/usecases/export-features'
import type { RaceDirectory, TableColumn } from '../../src/usecases/ports'
import { feedOf } from '../support/memory-feed'
import { daysBefore, finished, raceCard, type RunnerPart } from '../support/racing-world'

const runners = (first: number): RunnerPart[] => [1, 2, 3].map((n) => ({ horseId: first + n, runnerId: first + n, number: n, barrier: n }))
const race = (days: number, first: number, number = 1): FinishedRace => finished({ off: daysBefore(days), number, runners: runners(first) }, [{ position: 2, startingPrice: 3 }, { position: 1, startingPrice: 2 }, null])
const directory: RaceDirectory = {
  find: () => Promise.resolve([]),
  sourceIds: () => Promise.resolve(new Map()),
  names: (raceIds) => Promise.resolve({ venues: new Map(raceIds.map((id) => [id, 'ST'])), horses: new Map([[11, 'Alpha'], [12, 'Beta']]) }),
}
/** Keeps what was written, column by column. */
class Kept {
  readonly columns = new Map<string, unknown[]>()
  ends: string[] = []
  write(columns: readonly TableColumn[]): void { for (const { name, values } of columns) this.columns.set(name, [...(this.columns.get(name) ?? []), ...values]) }
  finish(): void { this.ends.push('finish') }
  discard(): void { this.ends.push('discard') }
}
const run = async (races: Parameters<typeof feedOf>[0], options: Partial<ExportOptions> = {}, deps: Partial<ExportDeps> = {}): Promise<{ kept: Kept; report: ExportReport }> => {
  const kept = new Kept()
  const report = await exportFeatures(
    { feed: feedOf(races), directory, sink: kept, progress: () => undefined, signal: new AbortController().signal, ...deps },
    { range: { from: null, to: null }, names: ['barrier.number'], minutesBefore: 0, market: 'closing', targets: false, ...options },
  )
  return { kept, report }
}

test('a row a runner: who and where, then the features', async () => {
  const one = race(3, 10)
  const { kept, report } = await run([one])
  expect(Object.fromEntries(kept.columns)).toEqual({
    race_id: [one.card.raceId, one.card.raceId, one.card.raceId], source: ['FILE', 'FILE', 'FILE'], date: ['2024-04-28', '2024-04-28', '2024-04-28'],
    off_at: Array(3).fill('2024-04-28T06:00:00.000Z'), as_of: Array(3).fill('2024-04-28T06:00:00.000Z'), venue_code: ['ST', 'ST', 'ST'], race_number: [1, 1, 1],
    runner_id: [11, 12, 13], runner_number: [1, 2, 3], horse_name: ['Alpha', 'Beta', null], 'barrier.number': [1, 2, 3],
  })
  expect(report).toEqual({ races: 1, rows: 3, columns: 11, interrupted: false })
})
test('targets stand after the features', async () => {
  const { kept } = await run([race(3, 10)], { targets: true })
  expect([...kept.columns.keys()].slice(-5)).toEqual(['target.win', 'target.place', 'target.topFive', 'target.finishPosition', 'target.beatFavourite'])
  expect(kept.columns.get('target.win')).toEqual([0, 1, 0])
  expect(kept.columns.get('target.finishPosition')).toEqual([2, 1, 3])
})
test('races to come, rehearsals and other days are left out', async () => {
  const trial = finished({ off: daysBefore(5), kind: 'BARRIER_TRIAL', runners: runners(20) }, [1, 2, 3])
  const { kept } = await run([race(9, 30), trial, race(5, 40), race(2, 50), raceCard({ runners: runners(60) })], { range: { from: '2024-04-26', to: '2024-04-26' } })
  expect(kept.columns.get('runner_id')).toEqual([41, 42, 43])
})
test('an hour before the off', async () => {
  const { kept } = await run([race(3, 10)], { minutesBefore: 60 })
  expect(kept.columns.get('as_of')?.[0]).toBe('2024-04-28T05:00:00.000Z')
})
test('two days before the off', async () => {
  const { kept } = await run([race(3, 10)], { minutesBefore: 2_880 })
  expect(kept.columns.get('as_of')?.[0]).toBe('2024-04-26T06:00:00.000Z')
})
test('features come in the order asked for, without those that they are made from', async () => {
  const { kept } = await run([race(3, 10)], { names: ['barrier.thirdImpactOverField', 'barrier.number'] })
  expect([...kept.columns.keys()].filter((name) => name.startsWith('barrier.'))).toEqual(['barrier.thirdImpactOverField', 'barrier.number'])
})
test('finished once when all went well; discarded without a finish when interrupted or when something fails', async () => {
  expect((await run([race(3, 10)])).kept.ends[0]).toBe('finish')
  const controller = new AbortController()
  controller.abort()
  const { kept, report } = await run([race(3, 10)], {}, { signal: controller.signal })
  expect([kept.ends, report.interrupted]).toEqual([['discard'], true])
  const broken = new Kept()
  await expect(run([race(3, 10)], {}, { sink: broken, directory: { ...directory, names: () => Promise.reject(new Error('gone')) } })).rejects.toThrow('gone')
  expect(broken.ends).toEqual(['discard'])
})
