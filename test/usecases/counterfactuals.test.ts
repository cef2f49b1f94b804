import { instant } from '../../src/domain/instant'
import type { CardRunner, RaceCard } from '../../src/domain/race-card'
import { counterfactuals } from '../../src/usecases/counterfactuals'
import type { Counterfactual } from '../../src/usecases/explanation'
import { otherBarriers, otherField, otherGear, otherGrounds, otherRider, otherWeights } from '../../src/usecases/other-cards'
import { predictBatch } from '../../src/usecases/predict-races'
import { computeRaceFeatures } from '../../src/usecases/race-features'
import type { FeatureName } from '../../src/features/registry'
import { loadedModel, weightedModel } from '../support/graph-models'
import { historyReader } from '../support/history-reader'
import { daysBefore, finished, raceCard, type CardPart } from '../support/racing-world'

const NO_MARKET = { prices: [], startingPrices: new Map<number, number>() }
const BLINKERS = { code: 'B', firstTime: false, removed: false, knownAt: instant(daysBefore(1)) }
const field = (size: number, part: (i: number) => Partial<CardRunner> = () => ({})): CardPart['runners'] => Array.from({ length: size }, (_, i) => ({ horseId: i + 1, number: i + 1, barrier: i + 1, ...part(i) }))
const changesOf = (others: readonly { readonly change: string }[]): string[] => others.map(({ change }) => change)
const first = (card: RaceCard, i = 0): CardRunner => card.runners[i] as CardRunner
const barriersOf = ({ runners }: RaceCard): (number | null)[] => runners.map(({ barrier }) => barrier)

describe('other cards', () => {
  test.each([[0, ['from barrier 13 instead of 1']], [5, ['from barrier 2 instead of 6', 'from barrier 13 instead of 6']], [13, ['from barrier 2 instead of 14']]])('barriers of 14, runner %s', (i, changes) => {
    const card = raceCard({ runners: field(14) })
    expect(changesOf(otherBarriers(card, first(card, i)))).toEqual(changes)
  })
  test('barriers are swapped, so all are still there once', () => {
    const card = raceCard({ runners: field(5) })
    expect(otherBarriers(card, first(card, 2)).map((one) => barriersOf(one.card))).toEqual([[3, 2, 1, 4, 5], [1, 2, 5, 4, 3]])
  })
  test.each<[string, CardPart['runners']]>([['one runner', field(1)], ['none drawn', field(5, () => ({ barrier: null }))], ['alone drawn', field(3, (i) => ({ barrier: i === 0 ? 1 : null }))]])('no barriers: %s', (_, runners) => { const card = raceCard({ runners }); expect(otherBarriers(card, first(card))).toEqual([]) })
  test('weights, and none where it is not known', () => {
    const card = raceCard({ runners: field(2, () => ({ weightKg: 57.5, allocatedKg: 59.5 })) })
    expect(otherWeights(card, first(card)).map((one) => [one.change, first(one.card).weightKg, first(one.card).allocatedKg])).toEqual([['with 55.5 kg instead of 57.5 kg', 55.5, 57.5], ['with 59.5 kg instead of 57.5 kg', 59.5, 61.5]])
    expect(otherWeights(raceCard({ runners: field(1) }), first(raceCard({ runners: field(1) })))).toEqual([])
  })
  test('riders change horses with their claims', () => {
    const card = raceCard({ runners: field(3, (i) => ({ jockeyId: 7 + i, claimKg: i === 0 ? 2 : 0, weightKg: 55 })) })
    const [other] = otherRider(card, first(card), (runnerId) => [NaN, 0.1, 0.3, 0.2][runnerId] as number)
    expect(other?.change).toBe('with the rider of number 2, and its own on that one')
    expect(other?.card.runners.map(({ jockeyId, weightKg }) => [jockeyId, weightKg])).toEqual([[8, 57], [7, 53], [9, 55]])
    expect(otherRider(card, first(card), () => NaN)).toEqual([])
  })
  test.each<[string, Partial<CardRunner>, boolean | null, string[]]>([
    ['bare, never in blinkers', {}, false, ['with blinkers for the first time']], ['bare, in blinkers before', {}, true, ['with blinkers']], ['bare, unknown', {}, null, []], ['in blinkers', { gear: [BLINKERS] }, true, ['without its blinkers']],
    ['in a tongue tie, blinkers taken off', { gear: [{ ...BLINKERS, code: 'TT' }, { ...BLINKERS, removed: true }] }, null, ['without its tongue tie', 'with blinkers']],
  ])('gear: %s', (_, part, wore, changes) => { const card = raceCard({ runners: [{ horseId: 1, ...part }, { horseId: 2, gear: [BLINKERS] }] }); expect(changesOf(otherGear(card, first(card), wore))).toEqual(changes) })
  test('no gear where none of the field is known', () => { const card = raceCard({ runners: field(2) }); expect(otherGear(card, first(card), true)).toEqual([]) })
  test.each<[string, Partial<CardPart>, string[]]>([
    ['by number in Australia', { going: 'GOOD', goingNumber: 4 }, ['on soft 5 instead of good 4', 'on good 3 instead of good 4']], ['at the end', { going: 'HEAVY', goingNumber: 10 }, ['on heavy 9 instead of heavy 10']],
    ['by word in Hong Kong', { country: 'HKG', going: 'GOOD', goingNumber: null }, ['on good to yielding instead of good', 'on good to firm instead of good']], ['by word in Britain', { country: 'GBR', going: 'GOOD', goingNumber: null }, ['on good to soft instead of good', 'on good to firm instead of good']],
    ['unknown', { going: null, goingNumber: null }, []], ['not turf', { surface: 'DIRT', going: 'GOOD', goingNumber: null }, []],
  ])('ground: %s', (_, part, changes) => { expect(changesOf(otherGrounds(raceCard({ ...part, runners: field(2) })))).toEqual(changes) })
  test('the best fancied of the others is out', () => {
    const card = raceCard({ runners: field(3) })
    const out = (own: number, byPrices: boolean) => otherField(card, first(card, own), (runnerId) => [NaN, 0.2, 0.5, 0.3][runnerId] as number, byPrices)[0]
    expect([out(0, true)?.change, out(1, true)?.change, out(1, false)?.change]).toEqual(['with number 2, the favourite, scratched', 'with number 3, the second favourite, scratched', 'with number 3, the second choice of the model, scratched'])
    expect(out(0, true)?.card.runners.map(({ status }) => status)).toEqual(['DECLARED', 'SCRATCHED', 'DECLARED'])
    expect(otherField(raceCard({ runners: field(1) }), first(raceCard({ runners: field(1) })), () => 1, true)).toEqual([])
  })
})

const AS_OF = instant('2024-05-01T05:00:00Z')
/** Answers for some runners by a model whose scores are these weighted values, as of an hour before the off. */
async function ask(card: RaceCard, weights: Partial<Record<FeatureName, number>>, runnerIds: readonly number[], history: Parameters<typeof historyReader>[0]['history'] = []) {
  const { reader, asked } = historyReader({ races: [{ card, market: NO_MARKET, outcome: null }], history })
  const loaded = loadedModel('one', weightedModel(weights))
  const warn = (problem: string): never => { throw new Error(problem) }
  const found = await computeRaceFeatures(reader, [{ raceId: card.raceId, asOf: AS_OF }], loaded.model.features)
  const [prediction] = predictBatch(loaded, found, { generatedAt: AS_OF, stale: false, warn })
  if (prediction?.kind !== 'prediction') throw new Error('no prediction')
  asked.length = 0
  const told = await counterfactuals({ reader, loaded, warn }, prediction, runnerIds)
  return { told, asked, of: (runnerId: number): readonly Counterfactual[] => told.get(runnerId) ?? [] }
}

describe('chances', () => {
  test('halve with each barrier: 4, 2, 1 of 7', async () => {
    const { of } = await ask(raceCard({ runners: field(3) }), { 'barrier.number': -Math.LN2 }, [3])
    // Swapped with the innermost: 4/7 instead of 1/7. Without the first choice: 1/3, since barrier numbers stay.
    expect(of(3)).toEqual([
      { runnerId: 3, kind: 'BARRIER', change: 'from barrier 1 instead of 3', chance: expect.closeTo(4 / 7, 12) as number, was: expect.closeTo(1 / 7, 12) as number },
      { runnerId: 3, kind: 'SCRATCHING', change: 'with number 1, the first choice of the model, scratched', chance: expect.closeTo(1 / 3, 12) as number, was: expect.closeTo(1 / 7, 12) as number },
    ])
  })
  test('what is not read changes nothing and is left out; so is who does not start', async () => {
    const card = raceCard({ runners: field(3, (i) => ({ weightKg: 55, status: i === 2 ? 'SCRATCHED' : 'DECLARED' })) })
    const { told } = await ask(card, { 'weight.carried': Math.LN2 }, [1, 3, 99])
    expect([...told.keys()]).toEqual([1])
    // Two kilograms double twice: 4 of 5 and 1 of 5, from 1 of 2; and alone it is sure.
    expect(told.get(1)?.map(({ kind, chance }) => [kind, chance]).sort((a, b) => (b[1] as number) - (a[1] as number))).toEqual([['SCRATCHING', 1], ['WEIGHT', 0.8], ['WEIGHT', 0.2]].map(([kind, chance]) => [kind, expect.closeTo(chance as number, 12)]))
  })
  test('blinkers for the first time, or again, by the horse\'s own runs; history is read once', async () => {
    const history = [finished({ off: daysBefore(30), runners: [{ horseId: 1, gear: [{ ...BLINKERS, knownAt: instant(daysBefore(40)) }] }, { horseId: 2 }, { horseId: 3 }] }, [1, 2, 3])]
    const card = raceCard({ runners: field(3, (i) => ({ gear: i === 2 ? [{ ...BLINKERS, code: 'TT' }] : [] })) })
    const { of, asked } = await ask(card, { 'gear.blinkers': 1, 'horse.starts': 0.1 }, [1, 2], history)
    const gear = (runnerId: number): string[] => changesOf(of(runnerId).filter(({ kind }) => kind === 'GEAR'))
    expect([gear(1), gear(2)]).toEqual([['with blinkers'], ['with blinkers for the first time']])
    expect(asked.map(({ method }) => method).filter((method) => method !== 'totals')).toEqual(['races', 'lines'])
  })
  test('changes that became known later are not there', async () => {
    const late = [{ kind: 'SCRATCHING' as const, runnerId: 1, before: 'DECLARED', after: 'SCRATCHED', beforeJockey: null, knownAt: instant('2024-05-01T05:30:00Z') }]
    const { of } = await ask(raceCard({ runners: field(3, (i) => ({ status: i === 0 ? 'SCRATCHED' : 'DECLARED' })), changes: late }), { 'barrier.number': -Math.LN2 }, [3])
    expect(of(3)[0]).toMatchObject({ change: 'from barrier 1 instead of 3', was: expect.closeTo(1 / 7, 12) as number })
  })
  test('one runner: nothing', async () => { expect((await ask(raceCard({ runners: field(1, () => ({ weightKg: 55 })) }), { 'weight.carried': 1 }, [1])).of(1)).toEqual([]) })
  test('a race that is gone: nothing', async () => {
    const card = raceCard({ runners: field(2) })
    const { reader } = historyReader({ races: [], history: [] })
    const loaded = loadedModel('one', weightedModel({ 'barrier.number': 1 }))
    const [prediction] = predictBatch(loaded, await computeRaceFeatures(historyReader({ races: [{ card, market: NO_MARKET, outcome: null }], history: [] }).reader, [{ raceId: card.raceId, asOf: AS_OF }], ['barrier.number']), { generatedAt: AS_OF, stale: false, warn: () => undefined })
    if (prediction?.kind !== 'prediction') throw new Error('no prediction')
    expect((await counterfactuals({ reader, loaded, warn: () => undefined }, prediction, [1])).size).toBe(0)
  })
})
