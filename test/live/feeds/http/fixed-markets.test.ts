import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv2020 from 'ajv/dist/2020'
import { fullFormats } from 'ajv-formats/dist/formats'
import { DAY_MS, type Instant } from '../../../../src/domain/instant'
import { createFixedMarkets, type FixedMarkets, type TakenIn } from '../../../../src/live/feeds/http/fixed-markets'
import { isSigned, signatureOf } from '../../../../src/live/feeds/http/is-signed'
import { priceSchemaText, readPriceDocument } from '../../../../src/live/feeds/http/price-document'
import type { RaceFinder } from '../../../../src/live/feeds/http/race-finder'
import { matchMarket } from '../../../../src/live/matching/match-market'
import { at, document, finder, moe } from './prices'

const markets = (races: RaceFinder = finder(moe())): FixedMarkets => createFixedMarkets({ feed: 'webhook', bookmaker: null, races })
const take = (to: FixedMarkets, json: unknown, now: Instant = at): Promise<TakenIn> => to.take(readPriceDocument(json), now)

describe('the document', () => {
  const SCHEMA = join(__dirname, '../../../../schema/prices.schema.json')
  test('schema/prices.schema.json is up to date', () => { expect(readFileSync(SCHEMA, 'utf8')).toBe(priceSchemaText()) })
  test.each<[string, unknown, boolean]>([
    ['by name', document([{ name: 'Kahuka', price: 2.5 }]), true], ['by id', { ...document([]), races: [{ race: { id: 'x' }, market: 'PLACE', status: 'CLOSED', runners: [{ number: 1, price: null, scratched: true }] }] }, true], ['lowest price', document([{ number: 1, price: 1.01 }]), true],
    ['below it', document([{ number: 1, price: 1 }]), false], ['a price in words', document([{ number: 1, price: '2.5' }]), false], ['no runner', document([]), false], ['unknown field', document([{ number: 1, odds: 2 }]), false], ['no zone', document([{ number: 1 }], { publishedAt: '2022-11-07T15:00:00' }), false],
    ['both ways to name a race', document([{ number: 1 }], {}, { race: { id: 'x', venue: 'Moe', date: '2022-11-07', number: 3 } }), false], ['another format', document([{ number: 1 }], { format: 'prices/2' }), false], ['a list', [], false],
  ])('is read as its schema says: %s', (_, json, good) => {
    const ajv = new Ajv2020()
    for (const name of ['date', 'date-time'] as const) ajv.addFormat(name, fullFormats[name])
    expect(ajv.validate(JSON.parse(readFileSync(SCHEMA, 'utf8')), json)).toBe(good)
    if (good) expect(() => readPriceDocument(json)).not.toThrow()
    else expect(() => readPriceDocument(json)).toThrow(/^The prices do not follow schema\/prices\.schema\.json: \//)
  })
  test('a runner that is neither numbered nor named', () => { expect(() => readPriceDocument(document([{ price: 2 }]))).toThrow('/races/0/runners/0: a number or a name is needed') })
})

describe('prices of a race', () => {
  test('make a market that matching finds again, whole', async () => {
    const { changes: [change], accepted, refused } = await take(markets(), document([{ number: 2, price: 4 }, { name: 'KAHUKA (AUS)', number: 1, price: 2 }, { name: 'Mutinous', scratched: true, price: 9 }]))
    expect([accepted, refused, change?.image, change?.changed]).toEqual([1, [], true, [0, 1, 2]])
    expect(change?.view).toMatchObject({ feed: 'webhook', marketId: 'Acme/30/WIN', source: 'FIXED', bookmaker: 'Acme', synthetic: false, type: 'WIN', status: 'OPEN', publishedAt: at, overround: 0.75, event: { venue: 'Moe', raceNumber: 3 } })
    expect(change?.view.selections.map(({ selectionId, name, clothNumber, stallDraw, status, back }) => [selectionId, name, clothNumber, stallDraw, status, back])).toEqual([
      [11, 'Kahuka', 1, 5, 'ACTIVE', [{ price: 2, size: null }]], [12, 'State of Class', 2, null, 'ACTIVE', [{ price: 4, size: null }]], [13, 'Mutinous', 3, null, 'REMOVED', []],
    ])
    expect(change === undefined ? null : matchMarket(change.view, [moe()])).toEqual({ raceId: 30, runners: new Map([['11', 11], ['12', 12], ['13', 13]]), reasons: [] })
  })
  test('by the id of the race', async () => { expect((await take(markets(), document([{ number: 1, price: 2 }], {}, { race: { id: 'race-30' } }))).accepted).toBe(1) })
  test('only what differs is told', async () => {
    const to = markets()
    const first = await take(to, document([{ number: 1, price: 2 }, { number: 2, price: 4 }]))
    expect((await take(to, document([{ number: 1, price: 2 }, { number: 2, price: 4 }], { publishedAt: '2022-11-07T04:01:00Z' }))).changes).toEqual([])
    const { changes: [change] } = await take(to, document([{ number: 1, price: 2 }, { number: 2, price: 5 }], { publishedAt: '2022-11-07T04:02:00Z' }))
    expect([change?.changed, change?.definition, change?.image]).toEqual([[1], false, false])
    expect(change?.view.selections[0]).toBe(first.changes[0]?.view.selections[0])
    const out = await take(to, document([{ number: 1, price: 2 }, { number: 2, scratched: true }], { publishedAt: '2022-11-07T04:03:00Z' }, { status: 'SUSPENDED' }))
    expect(out.changes[0]).toMatchObject({ changed: [1], definition: true, image: false, view: { status: 'SUSPENDED' } })
    // Who is left out is out of the market.
    expect((await take(to, document([{ number: 1, price: 2 }], { publishedAt: '2022-11-07T04:04:00Z' }))).changes[0]).toMatchObject({ image: true, view: { selections: [{ selectionId: 11 }] } })
  })
  test('an older document comes too late', async () => {
    const to = markets()
    await take(to, document([{ number: 1, price: 2 }]))
    expect(await take(to, document([{ number: 1, price: 3 }], { publishedAt: '2022-11-07T03:59:59Z' }))).toMatchObject({ changes: [], accepted: 0, refused: [{ race: 0, reason: 'newer prices of it are known' }] })
  })
  test('a scratching of the card counts too', async () => {
    const [one] = moe().runners
    if (one === undefined) throw new Error('no runner')
    expect((await take(markets(finder(moe({ runners: [{ ...one, withdrawn: true }] }))), document([{ number: 1, price: 2 }]))).changes[0]?.view.selections[0]).toMatchObject({ status: 'REMOVED', back: [] })
  })
  test.each<[string, object, RaceFinder, string]>([
    ['no such race', { race: { venue: 'Moe', date: '2022-11-08', number: 3 } }, finder(moe()), 'no card has race 3 at Moe on 2022-11-08'], ['no such venue', { race: { venue: 'Sale', date: '2022-11-07', number: 3 } }, finder(moe()), 'no card has race 3 at Sale on 2022-11-07'],
    ['no such id', { race: { id: 'race-31' } }, finder(moe()), 'there is no race of this id'], ['several', {}, finder(moe(), moe({ raceId: 31 })), '2 races are number 3 at Moe on 2022-11-07: use their ids'],
    ['a runner of another race', { runners: [{ name: 'Red Rum', price: 2 }] }, finder(moe()), 'Red Rum is no runner of the race'], ['number and name of two', { runners: [{ number: 2, name: 'Kahuka', price: 2 }] }, finder(moe()), 'number 2 Kahuka is no runner of the race'],
  ])('are refused with a reason: %s', async (_, ofRace, races, reason) => { expect(await take(markets(races), document([{ number: 1, price: 2 }], {}, ofRace))).toMatchObject({ changes: [], accepted: 0, refused: [{ race: 0, reason }] }) })
  test('a race that was made of a market stands back where a card knows it', async () => { expect((await take(markets(finder(moe({ raceId: 29, adopted: true }), moe())), document([{ number: 1, price: 2 }]))).changes[0]?.view.marketId).toBe('Acme/30/WIN') })
  test('one runner twice', async () => { expect(await take(markets(), document([{ number: 1, price: 2 }, { name: 'Kahuka', price: 3 }]))).toMatchObject({ accepted: 1, refused: [{ race: 0, reason: 'Kahuka is there twice' }], changes: [{ view: { selections: [{ back: [{ price: 2 }] }] } }] }) })
  test('without a bookmaker', async () => { await expect(take(markets(), { ...document([{ number: 1, price: 2 }]), bookmaker: undefined })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' }) })
  test('are forgotten six hours after the start', async () => {
    const later = moe({ raceId: 40, number: 4, offAt: (at + DAY_MS) as Instant })
    const to = markets(finder(moe(), later))
    await take(to, document([{ number: 1, price: 2 }]))
    const next = document([{ number: 1, price: 2 }], {}, { race: { id: 'race-40' } })
    expect((await take(to, next, (moe().offAt + 6 * 3_600_000) as Instant)).evicted).toEqual([])
    expect((await take(to, next, (moe().offAt + 6 * 3_600_000 + 1) as Instant)).evicted).toEqual(['Acme/30/WIN'])
  })
})

describe('signatures', () => {
  const raw = Buffer.from('{"format":"racegraph-prices/1"}')
  /** By another tool: printf '{"format":"racegraph-prices/1"}' | openssl dgst -sha256 -hmac secret */
  const KNOWN = '11cc207961bbbc8efaff6374d5ef9f0a3c412070f815ca64703dff867b754859'
  test('of HMAC-SHA256 in hexadecimal', () => {
    expect(signatureOf(raw, 'secret')).toBe(`sha256=${KNOWN}`)
    for (const header of [KNOWN, `sha256=${KNOWN}`, KNOWN.toUpperCase()]) expect(isSigned(raw, header, 'secret')).toBe(true)
  })
  test.each([['another secret', KNOWN, 'Secret'], ['no secret', signatureOf(raw, ''), ''], ['nothing', undefined, 'secret'], ['too short', KNOWN.slice(2), 'secret'], ['no hexadecimal', 'z'.repeat(64), 'secret'], ['a list', [KNOWN], 'secret'], ['one digit off', `${KNOWN.slice(0, -1)}${KNOWN.endsWith('0') ? '1' : '0'}`, 'secret']])('are refused: %s', (_, header, secret) => { expect(isSigned(raw, header, secret)).toBe(false) })
  test('are of the bytes', () => { expect(isSigned(Buffer.concat([raw, Buffer.from(' ')]), KNOWN, 'secret')).toBe(false) })
})
