import type { Commentary } from '../../../src/commentary/commentary'
import type { CommentaryListener } from '../../../src/usecases/commentary/ports'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import type { ScriptedAnswer } from '../../../src/llm/scripted-client'
import { cannedCommentary, cannedDesk, type CannedDesk } from '../../support/canned-desk'
import { liveGraph, liveRace, testReader, type LiveGraph, type LiveRace } from '../../support/live-groups'
import { gate, heldAnswer, modelDesk, type ModelDesk } from '../../support/model-desk'

const FIELDS = 'race { name } sequence snapshot source synthetic done sentences { text source runner { number } citations { text } } commentary { source model pending text cost leftOut sentences { text } }'
const text = (fields = FIELDS): string => `subscription ($race: ID!) { commentaryStream(raceId: $race, length: SHORT) { ${fields} } }`
/** Turns of the loop until it is so. */
const soon = async (isSo: () => boolean): Promise<void> => { while (!isSo()) await new Promise(setImmediate) }
const updates = (reader: { readonly messages: readonly any[] }): any[] => reader.messages.map(({ data }) => data.commentaryStream) // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for

describe('by a model', () => {
  let graph: LiveGraph
  let race: LiveRace
  let model: ModelDesk
  let answer: (signal: AbortSignal | undefined) => ScriptedAnswer
  beforeAll(async () => {
    graph = await liveGraph({ own: true, commentary: (pool, now) => (model = modelDesk(pool, now, ({ signal }) => answer(signal))).desk })
    race = await liveRace(graph, 'S1-1')
  })
  afterEach(async () => {
    expect([graph.groups.size, graph.clock.waiting]).toEqual([0, 0])
    // What was written holds until the race looks otherwise.
    await graph.rows('TRUNCATE commentaries')
    await graph.rows('UPDATE runners SET weight_kg = weight_kg + 0.5 WHERE race_id = $1', [race.race])
  })
  afterAll(() => graph.close())
  const held = async (): Promise<ReturnType<typeof gate>> => {
    const door = gate()
    const made = heldAnswer(await model.sheet(race.race), door.passed)
    answer = () => made
    return door
  }
  const [FIRST, SECOND] = ['There are 2 runners in the field.', 'Horse S1 starts from barrier 1.']
  const THIRD = expect.stringMatching(/^Horse S2 carries [\d.]+ kg\.$/) as string

  test('the first sentence comes before the model has finished, with what it rests on; the others after it, once each; then it completes', async () => {
    const door = await held()
    const before = model.client.requests.length
    const reader = await graph.open(text(), { race: race.id })
    await reader.until(1)
    expect(updates(reader)).toEqual([{
      race: { name: 'Race 1' }, sequence: 1, snapshot: true, source: 'MODEL', synthetic: true, done: false, sentences: [{ text: FIRST, source: 'MODEL', runner: null, citations: [{ text: '2 runners' }] }],
      commentary: { source: 'MODEL', model: null, pending: true, text: FIRST, cost: null, leftOut: 0, sentences: [{ text: FIRST }] },
    }])
    expect([reader.ended(), model.client.requests.length - before]).toEqual([false, 1])
    door.open()
    await soon(reader.ended)
    const all = updates(reader)
    expect(all.flatMap(({ sentences }) => sentences).map((one: { text: string; runner: { number: number } | null }) => [one.text, one.runner?.number ?? null])).toEqual([[FIRST, null], [SECOND, 1], [THIRD, 2]])
    expect(all.slice(1).every(({ snapshot }) => !snapshot)).toBe(true)
    expect(all.at(-1)).toMatchObject({ done: true, source: 'MODEL', commentary: { source: 'MODEL', model: 'gpt-scripted', pending: false, cost: null, sentences: [{ text: FIRST }, { text: SECOND }, { text: THIRD }] } })
    expect(all.map(({ sequence }) => sequence)).toEqual([...all.map(({ sequence }) => sequence as number)].sort((a, b) => a - b))
    expect([reader.failures, model.warnings, model.client.requests.length - before]).toEqual([[], [], 1])
  })

  test('those who ask alike share a group; those who select otherwise, or may read more, share the text all the same: it is written once', async () => {
    const door = await held()
    const before = model.client.requests.length
    const [one, alike] = [await graph.open(text(), { race: race.id }), await graph.open(text(), { race: race.id })]
    const other = await graph.open(text('sentences { text } commentary { cost }'), { race: race.id })
    const admin = await graph.open(text('sentences { text } commentary { cost }'), { race: race.id }, testReader(), ['admin'])
    expect(graph.groups.size).toBe(3)
    await Promise.all([one, alike, other, admin].map((reader) => reader.until(1)))
    door.open()
    await soon(() => [one, alike, other, admin].every((reader) => reader.ended()))
    expect(model.client.requests.length - before).toBe(1)
    expect(alike.texts).toEqual(one.texts)
    for (const reader of [one, other, admin]) expect(updates(reader).flatMap(({ sentences }) => sentences)).toHaveLength(3)
    expect([updates(other).at(-1).commentary, updates(admin).at(-1).commentary]).toEqual([{ cost: null }, { cost: 0.02 }])
  })

  test('who comes late is told first what there is, and no sentence twice', async () => {
    const door = await held()
    const first = await graph.open(text(), { race: race.id })
    await first.until(1)
    const late = await graph.open(text(), { race: race.id })
    await late.until(1)
    expect(updates(late)[0]).toMatchObject({ snapshot: true, done: false, sentences: [{ text: FIRST }] })
    door.open()
    await soon(() => first.ended() && late.ended())
    expect(updates(late).flatMap(({ sentences }) => sentences)).toHaveLength(3)
    const after = await graph.open(text(), { race: race.id })
    await soon(after.ended)
    expect(updates(after).at(-1)).toMatchObject({ done: true, commentary: { source: 'MODEL', sentences: [{ text: FIRST }, { text: SECOND }, { text: THIRD }] } })
  })

  test('a model that breaks off after it said something: what it said is taken back by a snapshot, and the template speaks', async () => {
    const door = gate()
    const { text: whole, pieces } = heldAnswer(await model.sheet(race.race), door.passed) as { text: string; pieces: number }
    let count = 0
    answer = () => ({ text: `${whole.slice(0, pieces)}`, pieces: (pieces ?? 0) - 1, before: async () => { if (++count > 1) await door.passed } })
    const reader = await graph.open(text(), { race: race.id })
    await reader.until(1)
    door.open()
    await soon(reader.ended)
    const all = updates(reader)
    const last = all.findLastIndex(({ snapshot }) => snapshot)
    expect(all[0]).toMatchObject({ source: 'MODEL', sentences: [{ text: FIRST }] })
    expect(last).toBeGreaterThan(0)
    expect(all.slice(last).flatMap(({ sentences }) => sentences).map(({ text: said, source }: { text: string; source: string }) => [said, source])).toEqual([['By the template: preview of Myrtle Park.', 'TEMPLATE'], ['By the template: Horse S1.', 'TEMPLATE'], ['By the template: Horse S2.', 'TEMPLATE']])
    expect(all.at(-1)).toMatchObject({ done: true, source: 'TEMPLATE', synthetic: true, commentary: { model: null, pending: false } })
  })

  test('the model goes on while one listens, and is stopped when nobody does', async () => {
    const door = await held()
    let signal: AbortSignal | undefined
    const made = answer(undefined)
    answer = (given) => { signal = given; return made }
    const [one, other] = [await graph.open(text(), { race: race.id }), await graph.open(text('done'), { race: race.id })]
    await Promise.all([one.until(1), other.until(1)])
    one.close()
    await new Promise(setImmediate)
    expect(signal?.aborted).toBe(false)
    other.close()
    await soon(() => signal?.aborted === true)
    door.open()
  })

  test('there is no review before the result: it fails in words, and leaves nothing behind', async () => {
    const reader = await graph.open('subscription ($race: ID!) { commentaryStream(raceId: $race, kind: REVIEW) { done } }', { race: race.id })
    await reader.failed()
    expect(reader.failures).toEqual([[expect.objectContaining({ message: expect.stringContaining('no review of race') as string, extensions: expect.objectContaining({ code: 'NOT_FOUND' }) as object })]])
  })
})

describe('of what a desk tells', () => {
  let graph: LiveGraph
  let race: LiveRace
  let desk: CannedDesk
  beforeAll(async () => {
    graph = await liveGraph({ commentary: () => (desk = cannedDesk()) })
    race = await liveRace(graph, 'S1-1')
  })
  afterEach(() => { expect([graph.groups.size, graph.clock.waiting]).toEqual([0, 0]) })
  afterAll(() => graph.close())
  const opened = async (fields?: string): Promise<{ readonly reader: Awaited<ReturnType<LiveGraph['open']>>; readonly tell: CommentaryListener; readonly left: () => boolean }> => {
    const reader = await graph.open(text(fields), { race: race.id })
    const one = desk.listening.at(-1)
    if (one === undefined) throw new Error('nobody listens')
    return { reader, tell: one.listener, left: () => one.left }
  }
  const whole: Commentary = cannedCommentary(1, { kind: 'PREVIEW', tone: 'NEUTRAL', length: 'SHORT', locale: 'en' })
  const [first, second] = whole.sentences as [Commentary['sentences'][number], Commentary['sentences'][number]]

  test('it is asked for as the arguments say, and nothing is told while nothing is said', async () => {
    const reader = await graph.open('subscription ($race: ID!) { commentaryStream(raceId: $race, kind: CHANGE, tone: LIVELY, length: LONG, locale: "en") { done } }', { race: race.id })
    expect(desk.listening.at(-1)?.ask).toEqual({ raceId: race.race, kind: 'CHANGE', tone: 'LIVELY', length: 'LONG', locale: 'en' })
    await graph.idle()
    expect(reader.messages).toEqual([])
    reader.close()
    expect(desk.listening.at(-1)?.left).toBe(true)
  })

  test('a restart without words is told: whoever follows the updates drops what does not stand', async () => {
    const { reader, tell } = await opened()
    tell.begun?.({ asOf: whole.asOf, synthetic: false, facts: whole.facts, syntheticModel: true })
    tell.sentence(first, 'MODEL')
    await reader.until(1)
    tell.restart()
    await reader.until(2)
    expect(updates(reader)).toMatchObject([{ snapshot: true, source: 'MODEL', synthetic: true, sentences: [{ text: first.text }] }, { snapshot: true, source: null, done: false, sentences: [], commentary: null }])
    tell.sentence(first, 'TEMPLATE')
    tell.sentence(second, 'TEMPLATE')
    await reader.until(3)
    tell.done(whole)
    await soon(reader.ended)
    const after = updates(reader).slice(2)
    expect(after.map(({ snapshot, source, synthetic }) => [snapshot, source, synthetic])).toEqual(after.map(() => [false, 'TEMPLATE', false]))
    expect(after.flatMap(({ sentences }) => sentences).map((one: { text: string }) => one.text)).toEqual([first.text, second.text])
    expect(after.at(-1)).toMatchObject({ done: true, sentences: [] })
  })

  test('an end that says otherwise than what was told takes its place', async () => {
    const { reader, tell } = await opened()
    tell.sentence({ text: 'Not so.', runnerId: null, factIds: [] }, 'MODEL')
    await reader.until(1)
    tell.done(whole)
    await soon(reader.ended)
    expect(updates(reader).at(-1)).toMatchObject({ snapshot: true, done: true, source: 'TEMPLATE', sentences: [{ text: first.text, citations: [{ text: 'Myrtle Park' }] }, { text: second.text }] })
  })

  test('who joins in the very turn in which it ends is told the whole of it, and nobody is asked again', async () => {
    const { reader, tell } = await opened()
    const asked = desk.listening.length
    const late = testReader()
    const deliver = reader.deliver.bind(reader)
    let joining: Promise<unknown> | null = null
    reader.deliver = (cut, since) => {
      deliver(cut, since)
      if (updates(reader).at(-1).done) joining ??= graph.open(text(), { race: race.id }, late)
    }
    for (const sentence of whole.sentences) tell.sentence(sentence, 'TEMPLATE')
    tell.done(whole)
    await soon(reader.ended)
    await joining
    expect(updates(late)).toMatchObject([{ snapshot: true, done: true, commentary: { sentences: [{ text: first.text }, { text: second.text }] } }])
    expect([late.ended(), desk.listening.length - asked]).toEqual([true, 0])
  })

  test('a desk that fails ends it with the error; what nobody foresaw is not told', async () => {
    const { reader, tell, left } = await opened()
    tell.failed(new Error('a secret of the inside'))
    await reader.failed()
    expect(JSON.stringify(reader.failures)).not.toContain('secret')
    expect([reader.failures[0]?.[0]?.extensions?.['code'], left(), graph.warnings.length]).toEqual(['INTERNAL_SERVER_ERROR', true, 1])
  })

  test('an execution that fails is told and tried again; nothing that was said is lost', async () => {
    const { reader, tell } = await opened()
    tell.sentence(first, 'TEMPLATE')
    await reader.until(1)
    graph.breakWith(new Error('away'))
    tell.sentence(second, 'TEMPLATE')
    await reader.until(2)
    graph.breakWith(null)
    tell.done(whole)
    graph.clock.pass(1_000)
    await soon(reader.ended)
    expect(reader.messages.at(-1).data.commentaryStream).toMatchObject({ done: true, sentences: [{ text: second.text }] })
  })

  test('it is no query: a race that is not there, a locale that there is none in, an id of something else', async () => {
    for (const [document, variables, why] of [
      [text('done'), { race: toGlobalId('Race', 999_999) }, 'There is no Race'], [text('done').replace('length: SHORT', 'locale: "xx"'), { race: race.id }, 'no commentary in locale "xx"'], [text('done'), { race: race.runnerIds[0] }, 'Race'],
    ] as const) {
      const reader = await graph.open(document, variables)
      expect(reader.failures).toEqual([[expect.objectContaining({ message: expect.stringContaining(why) as string, extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) as object })]])
    }
  })
})

test('below updates of something else nobody waits for words; what cannot be asked is refused all the same', async () => {
  const desk = cannedDesk()
  const graph = await liveGraph({ commentary: () => desk })
  const race = await liveRace(graph, 'S1-1')
  const reader = await graph.open('subscription ($races: [ID!]!) { raceUpdated(raceIds: $races) { race { commentary(waitMs: 20000) { text } odd: commentary(waitMs: 20001) { text } runners { nodes { commentary(waitMs: 5) { text } } } } } }', { races: [race.id] })
  await reader.until(1)
  expect(desk.reads.map(([ask]) => [ask?.kind, ask?.waitMs])).toEqual([['PREVIEW', 0], ['RUNNER', 0]])
  expect(reader.messages[0]).toMatchObject({ data: { raceUpdated: { race: { commentary: { text: 'They meet at Myrtle Park. 4 runners go to the post.' }, odd: null } } }, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  reader.close()
  await graph.close()
})

test('a server without a desk says so', async () => {
  const graph = await liveGraph()
  const reader = await graph.open(text('done'), { race: (await liveRace(graph, 'S1-1')).id })
  expect(reader.failures).toMatchObject([[{ message: 'This server writes no commentary.', extensions: { code: 'NOT_FOUND' } }]])
  await graph.close()
})
