import { instant, type Instant } from '../../../src/domain/instant'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import { chancesNews, resultNews, scratchingNews } from '../../../src/usecases/webhooks/news'
import type { Placing, RecordedChances, SightedRace, ToldChances } from '../../../src/usecases/webhooks/ports'

const NOW = instant('2026-03-01T06:12:00Z')
const race = (part: Partial<SightedRace> & { status?: SightedRace['race']['status']; source?: SightedRace['race']['source'] } = {}): SightedRace => ({
  race: { raceId: 7, meetingId: 3, venueId: 1, source: part.source ?? 'HKJC', sourceId: 'R7', date: '2026-03-01', venueCode: 'ST', venueName: 'Sha Tin', number: 4, name: 'Plain Handicap', scheduledStart: instant('2026-03-01T06:00:00Z'), status: part.status ?? 'FINAL' },
  runners: [{ runnerId: 11, number: 1, horse: 'ABLE', status: 'RUNNER' }, { runnerId: 12, number: 2, horse: 'BAKER', status: 'LATE_SCRATCHED' }, { runnerId: 13, number: 3, horse: 'CHARLIE', status: 'RUNNER' }],
  placings: [placing(13, 1), placing(11, 2)], resultKnownAt: instant('2026-03-01T06:10:00Z'), toldResult: null, toldRunners: new Map(), ...part,
})
function placing(runnerId: number, position: number | null): Placing { return { runnerId, position, status: position === null ? 'PULLED_UP' : 'FINISHED', beatenLengths: null, startingPrice: 3.5 } }
const body = (news: { readonly payload: string } | null): Record<string, unknown> & { data: Record<string, unknown> } => JSON.parse(news?.payload ?? 'null') as never

describe('a result', () => {
  it('is told when it is official, with ids of the graph', () => {
    expect(body(resultNews(race(), NOW))).toEqual({
      type: 'race.result', timestamp: '2026-03-01T06:12:00.000Z', synthetic: false,
      data: {
        race: { id: toGlobalId('Race', 7), meetingId: toGlobalId('Meeting', 3), source: 'HKJC', sourceId: 'R7', date: '2026-03-01', venue: { code: 'ST', name: 'Sha Tin' }, number: 4, name: 'Plain Handicap', scheduledStart: '2026-03-01T06:00:00.000Z', status: 'FINAL' },
        version: 1, amended: false, knownAt: '2026-03-01T06:10:00.000Z',
        placings: [
          { runner: { id: toGlobalId('Runner', 13), number: 3, horse: 'CHARLIE' }, position: 1, status: 'FINISHED', beatenLengths: null, startingPrice: 3.5 },
          { runner: { id: toGlobalId('Runner', 11), number: 1, horse: 'ABLE' }, position: 2, status: 'FINISHED', beatenLengths: null, startingPrice: 3.5 },
        ],
      },
    })
  })
  it.each(['INTERIM', 'PROTEST', 'JUMPED', 'VOID', 'ABANDONED'] as const)('is not while the race is %s', (status) => { expect(resultNews(race({ status }), NOW)).toBeNull() })
  it('is not without anybody placed', () => { expect(resultNews(race({ placings: [] }), NOW)).toBeNull() })
  it('is told once, and again as amended when it is another', () => {
    const first = resultNews(race(), NOW)
    expect(resultNews(race({ toldResult: first?.told ?? null }), NOW)).toBeNull()
    const second = resultNews(race({ toldResult: first?.told ?? null, placings: [placing(11, 1), placing(13, 2)] }), NOW)
    expect(body(second).data).toMatchObject({ version: 2, amended: true, placings: [{ position: 1, runner: { number: 1 } }, { position: 2, runner: { number: 3 } }] })
  })
  it('is taken back by a race that is void after it was told', () => {
    const first = resultNews(race(), NOW)
    expect(body(resultNews(race({ status: 'VOID', toldResult: first?.told ?? null }), NOW)).data).toMatchObject({ version: 2, amended: true, placings: [], race: { status: 'VOID' } })
  })
  it('says of invented racing that it is', () => { expect(body(resultNews(race({ source: 'SYNTHETIC' }), NOW)).synthetic).toBe(true) })
})

describe('a scratching', () => {
  it('is told once', () => {
    const first = scratchingNews(race(), 12, NOW)
    expect(body(first)).toMatchObject({ type: 'race.scratching', data: { version: 1, withdrawn: true, status: 'LATE_SCRATCHED', runner: { id: toGlobalId('Runner', 12), number: 2, horse: 'BAKER' } } })
    expect(scratchingNews(race({ toldRunners: new Map([[12, { version: 1, digest: first?.told.digest ?? '' }]]) }), 12, NOW)).toBeNull()
  })
  it('is taken back when the runner is back, and only then', () => {
    const out = scratchingNews(race(), 12, NOW)?.told.digest ?? ''
    expect(scratchingNews(race(), 11, NOW)).toBeNull()
    expect(body(scratchingNews(race({ toldRunners: new Map([[11, { version: 1, digest: out }]]) }), 11, NOW)).data).toMatchObject({ version: 2, withdrawn: false, status: 'RUNNER' })
  })
  it('is none of a runner that is not there', () => { expect(scratchingNews(race(), 99, NOW)).toBeNull() })
})

describe('chances', () => {
  const newest = (chances: readonly number[], runnerIds: readonly number[] = [11, 13]): RecordedChances => ({ sequence: 40, modelName: 'm', modelVersion: 2, generatedAt: NOW, runnerIds, chances })
  const before = (chances: readonly number[], runnerIds: readonly number[] = [11, 13], toldAt = instant('2026-03-01T06:00:00Z')): ToldChances => ({ version: 1, runnerIds, chances, toldAt })
  const look = (now: RecordedChances, told: ToldChances | null, minChange = 0.05, everyMs = 60_000) => chancesNews({ minChange, everyMs }, race({ status: 'OPEN' }), now, told, NOW)
  it('are told the first time, whatever they are, the largest first', () => {
    const news = look(newest([0.25, 0.75]), null)
    expect(news.kind === 'tell' && body(news).data).toMatchObject({ version: 1, model: 'm@2', sequence: 40, chances: [{ runner: { number: 3 }, chance: 0.75, previous: null }, { runner: { number: 1 }, chance: 0.25, previous: null }] })
  })
  it('are nothing below the threshold, and something at it', () => {
    expect(look(newest([0.299, 0.701]), before([0.25, 0.75]))).toEqual({ kind: 'nothing' })
    expect(look(newest([0.3, 0.7]), before([0.25, 0.75])).kind).toBe('tell')
  })
  it('are nothing where they are the same, even with a threshold of 0', () => { expect(look(newest([0.25, 0.75]), before([0.25, 0.75]), 0)).toEqual({ kind: 'nothing' }) })
  it('wait for the end of the interval', () => {
    expect(look(newest([0.5, 0.5]), before([0.25, 0.75], [11, 13], instant('2026-03-01T06:11:30Z')))).toEqual({ kind: 'later', at: instant('2026-03-01T06:12:30Z') as Instant })
    expect(look(newest([0.5, 0.5]), before([0.25, 0.75], [11, 13], instant('2026-03-01T06:11:00Z'))).kind).toBe('tell')
  })
  it('of a runner that is out fall to 0', () => {
    const news = look(newest([0.27, 0.73]), before([0.25, 0.69, 0.06], [11, 13, 12]))
    expect(news.kind === 'tell' && body(news).data).toMatchObject({ version: 2, chances: [{ runner: { number: 3 }, chance: 0.73, previous: 0.69 }, { runner: { number: 1 }, chance: 0.27, previous: 0.25 }, { runner: { number: 2, horse: 'BAKER' }, chance: 0, previous: 0.06 }] })
  })
})
