import { join } from 'node:path'
import { readRacecard, readResults } from './read-alone'

const example = (name: string): string => join(__dirname, '../../../examples/cards', name)

describe('the examples in examples/cards', () => {
  it.each(['racecard-hongkong.json', 'racecard-hongkong-changed.json', 'racecard-britain.json'])('%s is a card without a problem', async (name) => {
    const unit = await readRacecard(example(name))
    expect(unit.rejects).toEqual([])
    expect(unit.meeting).not.toBeNull()
  })
  it('results-without-card.json stands alone', async () => {
    const unit = await readResults(example('results-without-card.json'))
    expect(unit.rejects).toEqual([])
    expect(unit.meeting).toMatchObject({ sourceId: '2027-05-30-EXFR', status: 'FINISHED' })
    expect(unit.meeting?.races.map(({ status, resultKnownAt }) => [status, resultKnownAt])).toEqual([['FINAL', '2027-05-30T12:05:00.000Z'], ['ABANDONED', null]])
  })
  it('results-hongkong.json without its card says what it lacks', async () => {
    const unit = await readResults(example('results-hongkong.json'))
    expect(unit.meeting).toBeNull()
    expect(unit.rejects).toContainEqual(expect.objectContaining({ row: '/meeting/venue', reason: 'found no "name", "country", "timezone"; expected it here, as no card of this meeting has been imported, or the card first' }))
  })
})

describe('units of the examples', () => {
  it('turns stones, miles and fractional odds into kilograms, metres and decimals', async () => {
    const { meeting } = await readRacecard(example('racecard-britain.json'))
    const race = meeting?.races[1]
    // 2 miles 3 furlongs 66 yards = 3520 + 660 + 66 = 4246 yards = 3882.54 m
    expect(race?.distanceM).toBe(3883)
    // 12 st = 168 lb = 76.2035 kg; 11 st 4 lb = 158 lb = 71.6676 kg; 7 lb = 3.1751 kg
    expect(race?.runners.map(({ weightKg, claimKg }) => [weightKg, claimKg])).toEqual([[76.2, null], [71.67, 3.18], [null, null]])
    expect(race?.runners.flatMap(({ prices }) => prices.map(({ decimal }) => decimal))).toEqual([3.5, 2])
    expect(meeting?.expectedCondition).toBe('GOOD_TO_SOFT')
    expect(race?.scheduledStart).toBe('2027-05-20T13:35:00.000Z')
  })
  it('takes the least a card can say', async () => {
    const { meeting } = await readRacecard(example('racecard-britain.json'))
    expect(meeting?.races[0]?.runners.map(({ horse, number, jockey }) => [horse.sourceId, number, jockey])).toEqual([['biscuit-tin', null, null], ['second-hand-ire', null, null]])
  })
})
