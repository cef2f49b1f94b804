import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, validate, type OperationDefinitionNode } from 'graphql'
import { defaultDocumentLimits } from '../../../src/graphql/limits/document-limits'
import { createOperationFacts } from '../../../src/graphql/limits/operation-facts'
import { sharedCommentary } from '../../../src/graphql/commentary/shared-commentary'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import { buildGraph } from '../../../src/graphql/schema'
import { cannedCommentary, cannedDesk, type CannedDesk } from '../../support/canned-desk'
import type { TestDatabase } from '../../support/database'
import { openGraph, type Graph } from '../../support/graph'
import { graphDatabase } from '../../support/graph-fixture'
import { graphServices } from '../../support/graph-services'

let database: TestDatabase
let desk: CannedDesk
let graph: Graph
beforeAll(async () => { database = await graphDatabase() })
beforeEach(async () => {
  desk = cannedDesk()
  graph = await openGraph(database.pool, { ...graphServices(), commentary: desk })
})
afterAll(() => database.close())

const CARD = 'meeting(date: "2023-04-23", venue: "ST")'
const STYLE = { kind: 'PREVIEW', tone: 'NEUTRAL', length: 'MEDIUM', locale: 'en' } as const
/** Runners of the first race of the card, by number. */
const runnersOfCard = async (): Promise<readonly number[]> =>
  (await database.pool.query<{ id: number }>(`SELECT u.id FROM runners u JOIN races r ON r.id = u.race_id WHERE r.source_id = '2023-04-23-ST-1' ORDER BY u.number`)).rows.map(({ id }) => id)

test('all that is told of a race', async () => {
  const { meeting: { races: [race] } } = await graph.ask(`{ ${CARD} { races { commentary {
    kind tone length locale source model synthetic grounded asOf writtenAt pending fellBack text leftOut cost
    sentences { text source runnerId runner { number } citations { id topic label text value unit feature { path } runner { number } rank { place of } } }
  } } } }`)
  expect(race.commentary).toMatchObject({
    ...STYLE, source: 'TEMPLATE', model: null, grounded: true, asOf: '2026-11-21T23:00:00.000Z', writtenAt: '2026-11-21T23:00:00.000Z', pending: false, fellBack: null, leftOut: 0, cost: null,
    text: 'They meet at Myrtle Park. 4 runners go to the post.',
  })
  expect(race.commentary.sentences).toEqual([
    { text: 'They meet at Myrtle Park.', source: 'TEMPLATE', runnerId: null, runner: null, citations: [{ id: 'race.1', topic: 'CARD', label: 'course', text: 'Myrtle Park', value: null, unit: null, feature: null, runner: null, rank: null }] },
    { text: '4 runners go to the post.', source: 'TEMPLATE', runnerId: null, runner: null, citations: [
      { id: 'race.2', topic: 'RACE', label: 'runners', text: '4 runners', value: 4, unit: 'count', feature: { path: 'race.fieldSize' }, runner: null, rank: null }, expect.objectContaining({ id: 'race.1' }),
    ] },
  ])
})

test('what is told of a runner is about it alone, and its facts lead to it; of whom nothing is said there is none', async () => {
  const fields = 'kind text sentences { runnerId runner { number } citations { topic feature { name } runner { number } rank { place of } } }'
  const ids = await runnersOfCard()
  const few = cannedDesk(({ raceId, kind, tone, length, locale }) => {
    const fact = { ...cannedCommentary(raceId, { kind, tone, length, locale }).facts[0], id: 'r2.1', runnerId: ids[1] }
    return { pending: false, commentary: { ...cannedCommentary(raceId, { kind, tone, length, locale }), facts: [fact as never], sentences: [{ text: 'Drawn in barrier 2.', runnerId: ids[1] as number, factIds: ['r2.1'] }] } }
  })
  const one = await openGraph(database.pool, { ...graphServices(), commentary: few })
  const { meeting: { races: [race] } } = await one.ask(`{ ${CARD} { races { runners { nodes { commentary { ${fields} } } } } } }`)
  expect(race.runners.nodes.map(({ commentary }: { commentary: unknown }) => commentary)).toEqual([null, {
    kind: 'RUNNER', text: 'Drawn in barrier 2.', sentences: [{ runnerId: toGlobalId('Runner', ids[1] as number), runner: { number: 2 }, citations: [{ topic: 'BARRIER', feature: { name: 'BARRIER_NUMBER' }, runner: { number: 2 }, rank: { place: 3, of: 4 } }] }],
  }, null])
})

describe('how often it is asked for', () => {
  test('a card with all of its runners: one call, one ask a race, whatever fields and aliases want it', async () => {
    await graph.ask(`{ ${CARD} { races { number runners { nodes { number commentary { text } } } } } }`)
    expect(desk.reads.map((asks) => asks.map(({ kind, waitMs }) => [kind, waitMs]))).toEqual([[['RUNNER', 0], ['RUNNER', 0]]])
    expect(new Set(desk.reads[0]?.map(({ raceId }) => raceId)).size).toBe(2)
    desk.reads.length = 0
    await graph.ask(`{ ${CARD} { races { a: runners { nodes { commentary { text } } } b: runners { nodes { commentary(tone: NEUTRAL) { source } other: commentary { model } } } commentary(kind: RUNNER) { leftOut } } } }`)
    expect(desk.reads.map((asks) => asks.length)).toEqual([2])
  })
  test('aliases of other tones, lengths and waits are asked for each, and told in their places', async () => {
    const { meeting: { races: [race] } } = await graph.ask(`{ ${CARD} { races { a: commentary(tone: LIVELY) { tone length } b: commentary(tone: ANALYTICAL, length: SHORT, waitMs: 20000) { tone length } c: commentary(kind: CHANGE) { kind } } } }`)
    expect(race).toEqual({ a: { tone: 'LIVELY', length: 'MEDIUM' }, b: { tone: 'ANALYTICAL', length: 'SHORT' }, c: { kind: 'CHANGE' } })
    expect(desk.reads.map(([first]) => [first?.kind, first?.tone, first?.length, first?.waitMs])).toEqual([['PREVIEW', 'LIVELY', 'MEDIUM', 0], ['PREVIEW', 'ANALYTICAL', 'SHORT', 20_000], ['CHANGE', 'NEUTRAL', 'MEDIUM', 0]])
  })
})

test.each([['waitMs: -1', 'waitMs is -1; ask for 0 to 20000'], ['waitMs: 20001', 'waitMs is 20001; ask for 0 to 20000'], ['locale: "xx"', 'no commentary in locale "xx"; ask for en']])('commentary(%s) is refused in words', async (args, why) => {
  for (const at of [`commentary(${args}) { text }`, `runners { nodes { commentary(${args}) { text } } }`]) {
    expect(await graph.refusal(`{ ${CARD} { races { ${at} } } }`)).toEqual({ code: 'BAD_USER_INPUT', message: expect.stringContaining(why) as string })
  }
  expect(desk.reads).toEqual([])
})

test('three hundred are told at once, of all races and styles together; more are refused before anything is gathered', async () => {
  const scope = { commentary: desk, commentaries: new Map(), warn: () => undefined }
  const races = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1)
  expect((await sharedCommentary(scope, races(200), STYLE, 0)).size).toBe(200)
  expect((await sharedCommentary(scope, races(100), { ...STYLE, tone: 'LIVELY' }, 0)).size).toBe(100)
  expect((await sharedCommentary(scope, races(200), STYLE, 0)).size).toBe(200)
  await expect(sharedCommentary(scope, [201], STYLE, 0)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('of 301 races') as string })
  expect(desk.reads.map(({ length }) => length)).toEqual([200, 100])
})

test('of a kind that there is nothing of there is none', async () => {
  expect((await graph.ask(`{ ${CARD} { races { commentary(kind: REVIEW) { text } } } }`)).meeting.races).toEqual([{ commentary: null }, { commentary: null }])
})

test('where nobody opened a desk there is none of anything', async () => {
  const { commentary: _, ...without } = graphServices()
  expect((await (await openGraph(database.pool, without)).ask(`{ ${CARD} { races { commentary { text } runners { nodes { commentary { text } } } } } }`)).meeting.races[1]).toEqual({ commentary: null, runners: { nodes: [{ commentary: null }, { commentary: null }] } })
})

describe('by a model', () => {
  const byModel = cannedDesk(({ raceId, kind, tone, length, locale }) => ({ pending: false, commentary: cannedCommentary(raceId, { kind, tone, length, locale }, { source: 'MODEL', model: 'gpt-5.6-terra', costUsd: 0.0125, leftOut: 3 }) }))
  test.each([[[], null], [['odds:read'], null], [['admin'], 0.0125]])('whoever has the scopes %j is told a cost of %p', async (scopes, cost) => {
    const { meeting: { races: [race] } } = await (await openGraph(database.pool, { ...graphServices(), commentary: byModel }, scopes)).ask(`{ ${CARD} { races { commentary { source model leftOut cost } } } }`)
    expect(race.commentary).toEqual({ source: 'MODEL', model: 'gpt-5.6-terra', leftOut: 3, cost })
  })
  test('an unknown cost is null for everybody, never 0', async () => {
    const unknown = cannedDesk(({ raceId, kind, tone, length, locale }) => ({ pending: false, commentary: cannedCommentary(raceId, { kind, tone, length, locale }, { source: 'MODEL', model: 'new', costUsd: null }) }))
    expect((await (await openGraph(database.pool, { ...graphServices(), commentary: unknown }, ['admin'])).ask(`{ ${CARD} { races { commentary { cost } } } }`)).meeting.races[0].commentary).toEqual({ cost: null })
  })
  test('a runner of whom nothing held is spoken of by the template, and it says so', async () => {
    const [first, second] = await runnersOfCard() as [number, number]
    const mixed = cannedDesk(({ raceId, kind, tone, length, locale }) => ({ pending: false, commentary: cannedCommentary(raceId, { kind, tone, length, locale }, {
      source: 'MODEL', model: 'm', fromTemplate: [second], sentences: [{ text: 'By the model.', runnerId: first, factIds: [] }, { text: 'By the template.', runnerId: second, factIds: [] }],
    }) }))
    const { meeting: { races: [race] } } = await (await openGraph(database.pool, { ...graphServices(), commentary: mixed })).ask(`{ ${CARD} { races { commentary(kind: RUNNER) { source sentences { source } } runners { nodes { commentary { source model fellBack text } } } } } }`)
    expect(race.commentary).toEqual({ source: 'MODEL', sentences: [{ source: 'MODEL' }, { source: 'TEMPLATE' }] })
    expect(race.runners.nodes.map(({ commentary }: { commentary: unknown }) => commentary)).toEqual([
      { source: 'MODEL', model: 'm', fellBack: null, text: 'By the model.' }, { source: 'TEMPLATE', model: null, fellBack: expect.stringContaining('held') as string, text: 'By the template.' }, null,
    ])
  })
  test('a number that rests on nothing is called ungrounded; what strangers wrote is not told as a fact', async () => {
    const odd = cannedDesk(({ raceId, kind, tone, length, locale }) => {
      const plain = cannedCommentary(raceId, { kind, tone, length, locale })
      return { pending: false, commentary: { ...plain, facts: plain.facts.map((fact) => ({ ...fact, untrusted: fact.id === 'race.1' })), sentences: [...plain.sentences, ...(tone === 'LIVELY' ? [{ text: 'It won 7 of 9.', runnerId: null, factIds: [] }] : [])] } }
    })
    const { meeting: { races: [race] } } = await (await openGraph(database.pool, { ...graphServices(), commentary: odd })).ask(`{ ${CARD} { races { plain: commentary { grounded sentences { citations { id } } } odd: commentary(tone: LIVELY) { grounded } } } }`)
    expect(race).toEqual({ plain: { grounded: true, sentences: [{ citations: [] }, { citations: [{ id: 'race.2' }] }] }, odd: { grounded: false } })
  })
})

describe('what it costs and how long it may be kept', () => {
  const schema = buildGraph()
  const factsOf = (source: string): ReturnType<ReturnType<typeof createOperationFacts>> => {
    const document = parse(source)
    expect(validate(schema, document)).toEqual([])
    return createOperationFacts(schema, defaultDocumentLimits)(document, document.definitions[0] as OperationDefinitionNode)
  }
  const whole = 'source text sentences { text citations { text feature { path } } }'
  test('the example is within a fifth of the limit, and runs', async () => {
    const example = readFileSync(join(__dirname, '../../../examples/operations/commentary.graphql'), 'utf8')
    expect(factsOf(example).cost({})).toBeLessThan(defaultDocumentLimits.maxCost / 5)
    const { meeting: { races } } = await graph.ask(example, { date: '2023-04-23', venue: 'ST', tone: 'LIVELY' })
    expect(races.map(({ commentary: { text, source } }: { commentary: { text: string; source: string } }) => [text, source])).toEqual([['They meet at Myrtle Park. 4 runners go to the post.', 'TEMPLATE'], ['They meet at Myrtle Park. 4 runners go to the post.', 'TEMPLATE']])
  })
  test('a card with all its runners is far below the limit; a hundred races in nine ways are above it', () => {
    expect(factsOf(`{ ${CARD} { races { commentary { ${whole} } runners { nodes { commentary { ${whole} } } } } } }`).cost({})).toBeLessThan(defaultDocumentLimits.maxCost / 2)
    const ways = ['NEUTRAL', 'LIVELY', 'ANALYTICAL'].flatMap((tone) => ['SHORT', 'MEDIUM', 'LONG'].map((length) => `${tone}${length}: commentary(tone: ${tone}, length: ${length}) { text }`))
    expect(() => factsOf(`{ races(first: 100) { nodes { ${ways.join(' ')} } } }`).cost({})).toThrow('the limit is 50000')
  })
  test('five seconds for everybody; with what it cost, not at all', () => {
    expect(factsOf(`{ ${CARD} { races { commentary { ${whole} } } } }`).cache).toEqual({ maxAge: 5, scope: 'PUBLIC' })
    expect(factsOf(`{ ${CARD} { races { commentary { text cost } } } }`).cache).toEqual({ maxAge: 0, scope: 'PRIVATE' })
  })
})
