import { AppError } from '../../../../src/domain/errors'
import { apiFailure, ApiRefusal } from '../../../../src/live/feeds/betfair/api-errors'
import { createCatalogue, type Catalogue, type CatalogueDeps } from '../../../../src/live/feeds/betfair/catalogue'
import { createPostClient, type PostClient } from '../../../../src/live/feeds/betfair/post'
import { systemTimers } from '../../../../src/live/feeds/betfair/timers'
import { definition, image, MARKET, market } from '../../../support/betfair/messages'
import { recordedMessage } from '../../../support/betfair/recordings'
import { runFeed } from '../../../support/betfair/running-feed'
import { startBetfairFake, type BetfairFake } from '../../../support/betfair/start-betfair-fake'
import type { CatalogueRequest, WebAnswer } from '../../../support/betfair/web-fake'
import { describeWithShared } from '../../../support/shared-data'

const NOW = Date.parse('2025-04-01T12:00:00Z')
let fake: BetfairFake
let client: PostClient
let catalogue: Catalogue
let deps: CatalogueDeps
const { signal } = new AbortController()
afterEach(async () => { client.close(); await fake.close() })
const start = async (answer: (request: CatalogueRequest) => WebAnswer): Promise<void> => {
  fake = await startBetfairFake({ catalogue: answer })
  client = createPostClient({ timers: systemTimers, ca: fake.settings.ca, certificate: null })
  catalogue = createCatalogue(fake.settings)
  deps = { post: client.post, now: () => NOW, token: 'session-1' }
}
const result = ({ id }: CatalogueRequest, markets: readonly object[]): WebAnswer => ({ json: { jsonrpc: '2.0', id, result: markets } })
const refused = ({ id }: CatalogueRequest, errorCode: string): WebAnswer => ({ json: { jsonrpc: '2.0', id, error: { code: -32099, message: 'ANGX-0001', data: { exceptionname: 'APINGException', APINGException: { requestUUID: 'x', errorCode, errorDetails: '' } } } } })
const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `1.${100_000 + i}`)

describe('listing', () => {
  test('asks by type and country for what starts from two hours ago on, which weighs nothing', async () => {
    await start((request) => result(request, [{ marketId: '1.2', marketStartTime: '2025-04-01T14:00:00.000Z' }, { marketId: '1.1', marketStartTime: '2025-04-01T13:00:00.000Z' }, { marketId: '1.3' }]))
    expect(await catalogue.list(deps, signal)).toEqual([{ marketId: '1.1', startsAt: NOW + 3_600_000 }, { marketId: '1.2', startsAt: NOW + 7_200_000 }])
    const asked = fake.web.catalogues[0]
    expect(asked?.request).toEqual({ jsonrpc: '2.0', id: 1, method: 'SportsAPING/v1.0/listMarketCatalogue', params: {
      filter: { eventTypeIds: ['7'], marketCountries: ['GB', 'IE'], marketTypeCodes: ['WIN', 'PLACE'], marketStartTime: { from: '2025-04-01T10:00:00.000Z' } }, marketProjection: ['MARKET_START_TIME'], sort: 'FIRST_TO_START', maxResults: 1000,
    } })
    expect(asked?.headers).toMatchObject({ 'x-application': 'test-app-key', 'x-authentication': 'session-1', 'accept-encoding': 'gzip' })
    expect(asked?.headers).not.toHaveProperty('expect')
  })
  test('goes on from the last start when there are more than come at once', async () => {
    const all = ids(2_300).map((marketId, i) => ({ marketId, marketStartTime: new Date(NOW + i * 60_000).toISOString() }))
    await start((request) => { const from = Date.parse(request.params.filter.marketStartTime?.from ?? ''); return result(request, all.filter(({ marketStartTime }) => Date.parse(marketStartTime) >= from).slice(0, request.params.maxResults)) })
    expect((await catalogue.list(deps, signal)).map(({ marketId }) => marketId)).toEqual(ids(2_300))
    expect(fake.web.catalogues.length).toBe(3)
  })
  test('ends when more than come at once start at the same time', async () => {
    await start((request) => result(request, ids(1_000).map((marketId) => ({ marketId, marketStartTime: '2025-04-01T13:00:00Z' }))))
    expect((await catalogue.list(deps, signal)).length).toBe(1_000)
    expect(fake.web.catalogues.length).toBe(2)
  })
})

describe('describing', () => {
  test('never asks for more than weighs 200 at once, over one connection', async () => {
    await start((request) => result(request, (request.params.filter.marketIds ?? []).map((marketId) => ({ marketId }))))
    expect((await catalogue.describe(ids(450), deps, signal)).map(({ marketId }) => marketId)).toEqual(ids(450))
    expect(fake.web.catalogues.map(({ request: { params } }) => [params.filter.marketIds?.length, params.maxResults])).toEqual([[200, 200], [200, 200], [50, 50]])
    expect(fake.web.catalogues[0]?.request.params.marketProjection).toEqual(['EVENT', 'MARKET_START_TIME', 'RUNNER_DESCRIPTION', 'RUNNER_METADATA'])
    expect(fake.web.opened).toBe(1)
  })
  test.each(['TOO_MUCH_DATA', 'REQUEST_SIZE_EXCEEDS_LIMIT'])('%s: halves', async (code) => {
    await start((request) => { const wanted = request.params.filter.marketIds ?? []; return wanted.length > 60 ? refused(request, code) : result(request, wanted.map((marketId) => ({ marketId }))) })
    expect((await catalogue.describe(ids(200), deps, signal)).map(({ marketId }) => marketId)).toEqual(ids(200))
    expect(fake.web.catalogues.map(({ request }) => request.params.filter.marketIds?.length)).toEqual([200, 100, 50, 50, 100, 50, 50])
  })
  test('one market that is too much is no endless loop', async () => {
    await start((request) => refused(request, 'TOO_MUCH_DATA'))
    await expect(catalogue.describe(['1.1'], deps, signal)).rejects.toThrow('TOO_MUCH_DATA')
    expect(fake.web.catalogues.length).toBe(1)
  })
  test('numbers that are none are left out', async () => {
    await start((request) => result(request, [{ marketId: '1.1', marketName: 'To Be Placed', runners: [{ selectionId: 7, runnerName: 'A', metadata: { CLOTH_NUMBER: '0', STALL_DRAW: '12A' } }, { selectionId: 8 }, { selectionId: 9, handicap: 1.5, metadata: null }] }]))
    expect(await catalogue.describe(['1.1'], deps, signal)).toEqual([{ marketId: '1.1', marketName: 'To Be Placed', eventName: null, venue: null, raceNumber: null, selections: [
      { selectionId: 7, handicap: 0, name: 'A', clothNumber: null, stallDraw: null, jockey: null }, { selectionId: 8, handicap: 0, name: null, clothNumber: null, stallDraw: null, jockey: null }, { selectionId: 9, handicap: 1.5, name: null, clothNumber: null, stallDraw: null, jockey: null },
    ] }])
  })
})

describe('refusals of the betting API', () => {
  beforeEach(async () => start((request) => result(request, [])))
  test.each([['TOO_MUCH_DATA', 'too-much'], ['INVALID_INPUT_DATA', 'never-again'], ['INVALID_SESSION_INFORMATION', 'login'], ['NO_SESSION', 'login'], ['UNEXPECTED_ERROR', 'later'], ['TOO_MANY_REQUESTS', 'crowded'], ['SERVICE_BUSY', 'later'], ['TIMEOUT_ERROR', 'later'], ['REQUEST_SIZE_EXCEEDS_LIMIT', 'too-much'], ['JSON-RPC -32602', 'never-again'], ['A_CODE_OF_NEXT_YEAR', 'later']])('%s: %s', (code, kind) => { expect(apiFailure(new ApiRefusal(code))).toEqual({ kind }) })
  test.each([['NO_APP_KEY', 'BETFAIR_APP_KEY'], ['INVALID_APP_KEY', 'BETFAIR_APP_KEY'], ['ACCESS_DENIED', 'BETFAIR_USERNAME']])('%s is given up: %s', (code, setting) => {
    expect(() => apiFailure(new ApiRefusal(code))).toThrow(AppError)
    expect(() => apiFailure(new ApiRefusal(code))).toThrow(setting)
  })
})
describe('answers of the betting API', () => {
  test.each<[string, WebAnswer, string]>([
    ['HTTP 500 without JSON', { status: 500, text: '<html>' }, 'HTTP 500 without JSON'], ['no result', { json: { jsonrpc: '2.0', id: 1 } }, 'without a result'], ['a code alone', { json: { jsonrpc: '2.0', id: 1, error: { code: -32602, message: 'DSC-0018' } } }, 'JSON-RPC -32602'],
  ])('%s', async (_, answer, words) => {
    await start(() => answer)
    await expect(catalogue.list(deps, signal)).rejects.toThrow(words)
  })
})

describeWithShared('betfair', 'the recorded catalogue', (folder) => {
  test('gives names, cloth numbers, stalls and jockeys, and the number of the race', async () => {
    await start(() => ({ json: recordedMessage(folder, 'bp_list_market_catalog') }))
    const described = await catalogue.describe(['1.214829607'], deps, signal)
    expect(described.length).toBe(100)
    expect(described[0]).toMatchObject({ marketId: '1.214829607', marketName: 'R5 1720m Pace M', raceNumber: 5 })
    expect(described[0]?.selections[0]).toEqual({ selectionId: 48616935, handicap: 0, name: '1. Some Chevron', clothNumber: 1, stallDraw: 1, jockey: 'J E Trainor' })
  })
  test('without runners of racing is taken too', async () => {
    await start(() => ({ json: recordedMessage(folder, 'list_market_catalogue') }))
    expect((await catalogue.describe(['1.125818641'], deps, signal))[0]?.selections[0]).toEqual({ selectionId: 3158851, handicap: 0, name: 'Red Bull Salzburg', clothNumber: null, stallDraw: null, jockey: null })
  })
})

describe('names on views', () => {
  const described = (marketId: string): object => ({ marketId, marketName: 'R3 1200m Hcap', event: { id: '1', name: 'Auteuil (FR) 1st Apr', venue: 'Auteuil' }, runners: [{ selectionId: 1, runnerName: '1. Étoile', metadata: { CLOTH_NUMBER: '1', STALL_DRAW: '4' } }, { selectionId: 2, runnerName: '2. Zachary', metadata: {} }] })
  test('come from the catalogue, for markets that it listed and for those that nobody told of', async () => {
    const feed = await runFeed({
      catalogue: (request) => result(request, request.params.filter.marketIds?.map(described) ?? [{ marketId: MARKET, marketStartTime: '2025-04-01T13:02:00Z' }]),
      plays: [async (line) => { const { id } = await line.subscribed(); await line.send([image(id, [market(), market('1.9')])]) }],
    })
    try {
      await feed.traded(3)
      await feed.pass(1_000)
      for (const id of [MARKET, '1.9']) await feed.bell.until(() => feed.sink.views.get(id)?.event.marketName !== null || (feed.time.waiting().includes(1_000) && feed.time.advance(1_000), null))
      expect(feed.sink.views.get('1.9')).toMatchObject({ event: { marketName: 'R3 1200m Hcap', eventName: 'Auteuil (FR) 1st Apr', raceNumber: 3 }, selections: [{ name: '1. Étoile', clothNumber: 1, stallDraw: 4, lastTraded: 3 }, { name: '2. Zachary', clothNumber: null, stallDraw: null }] })
      expect(feed.sink.views.get(MARKET)?.selections[0]?.name).toBe('1. Étoile')
    } finally { await feed.stop() }
  })
  test('a catalogue that cannot be asked stops nothing: one filter for all, and another try after a minute', async () => {
    let broken = true
    const feed = await runFeed({
      catalogue: (request) => broken ? { status: 503, text: 'x' } : result(request, request.params.filter.marketIds?.map(described) ?? [{ marketId: MARKET, marketStartTime: '2025-04-01T13:02:00Z' }]),
      plays: [async (line) => { const { id } = await line.subscribed(); await line.send([image(id)]) }],
    })
    try {
      await feed.traded(3)
      expect((await feed.noted('could not be asked')).details['reason']).toBe('the betting API answered HTTP 503 without JSON')
      broken = false
      await feed.pass(60_000)
      await feed.bell.until(() => feed.sink.views.get(MARKET)?.selections[0]?.name === '1. Étoile' || (feed.time.waiting().includes(1_000) && feed.time.advance(1_000), null))
      expect(feed.fake.stream.lines.length).toBe(1)
    } finally { await feed.stop() }
  })
  test('a session that the catalogue refuses is renewed', async () => {
    const feed = await runFeed({
      catalogue: (request) => refused(request, 'INVALID_SESSION_INFORMATION'),
      plays: [async (line) => { const { id } = await line.subscribed(); await line.send([image(id, [{ id: MARKET, img: true, marketDefinition: definition() }])]) }],
    })
    try {
      await feed.state('LIVE')
      await feed.pass(60_000)
      await feed.bell.until(() => feed.fake.web.catalogues.at(-1)?.headers['x-authentication'] !== 'session-1')
    } finally { await feed.stop() }
  })
})
