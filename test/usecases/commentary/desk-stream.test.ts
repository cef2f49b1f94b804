import type { FactSheet } from '../../../src/commentary/fact'
import { instant, type Instant } from '../../../src/domain/instant'
import type { LlmClient, LlmSink } from '../../../src/llm/llm'
import { scriptedClient } from '../../../src/llm/scripted-client'
import { testDatabase, type TestDatabase } from '../../support/database'
import { answer, ask, listening, said, testDesk, TRUE } from '../../support/commentary-desk'
import { factSheet, FACTS_OF_RACE, FOUR_RUNNERS, said as fact, sheetOf } from '../../support/fact-sheet'
import { addRaces, FAR_OFF } from '../../support/served-races'

/* Sentences on their way. */
let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
afterAll(() => database.close())
beforeEach(async () => { await database.clear(); await addRaces(database.pool, [4]) })

const OFF = instant(FAR_OFF)
const sheet = (raceId: number, asOf: Instant): FactSheet => factSheet({ raceId, asOf, offAt: OFF })
const TEXTS = TRUE.map(({ text }) => `MODEL: ${text}`)
const TEMPLATE = ['By the template: preview of Myrtle Park.', 'By the template: Silver Ledger.', 'By the template: Copper Tide.', 'By the template: Night Harbour.', 'By the template: Paper Kite.'].map((text) => `TEMPLATE: ${text}`)
const FALSE = said('r1', ['r1.1', 'r1.7'], 'Silver Ledger has won 6 of 16 starts.')

/** A model that gives text when the test says so. */
function slowModel(): { readonly client: LlmClient; readonly asked: Promise<void>; say(text: string): void; end(kind?: 'ok' | 'unavailable' | 'invalid'): void; readonly signal: () => AbortSignal | undefined; readonly sink: () => LlmSink } {
  let [sink, signal]: [LlmSink | null, AbortSignal | undefined] = [null, undefined]
  let [begun, finish]: [() => void, (kind: 'ok' | 'unavailable' | 'invalid' | 'cancelled') => void] = [() => undefined, () => undefined]
  const asked = new Promise<void>((resolve) => { begun = resolve })
  const ended = { attempts: [], costUsd: 0.01 }
  let text = ''
  const there = (): LlmSink => { if (sink === null) throw new Error('the model was not asked'); return sink }
  const client: LlmClient = {
    model: { id: 'slow', synthetic: false, cutoff: null }, generate: () => Promise.reject(new Error('streams alone')), close: () => Promise.resolve(),
    stream: async (request, into) => {
      ;[sink, signal] = [into, request.signal]
      const over = new Promise<'ok' | 'unavailable' | 'invalid' | 'cancelled'>((resolve) => { finish = resolve })
      request.signal?.addEventListener('abort', () => { finish('cancelled') })
      begun()
      const kind = await over
      if (kind !== 'ok') return { kind, reason: 'as the test says', ...ended }
      const checked = request.check(JSON.parse(text))
      return checked.ok ? { kind: 'ok', value: checked.value, model: 'slow-1', ...ended } : { kind: 'invalid', reason: checked.problem, ...ended }
    },
  }
  return { client, asked, sink: there, signal: () => signal, say: (piece) => { text += piece; there().text(piece) }, end: (kind = 'ok') => { finish(kind) } }
}
const pieces = (sentences: readonly unknown[]): readonly [head: string, ...each: string[]] => ['{"sentences":[', ...sentences.map((one, i) => `${i === 0 ? '' : ','}${JSON.stringify(one)}`)]

test('the first checked sentence is told before the model has finished, to all who listen; who joins late is told what is there first', async () => {
  const model = slowModel()
  const { desk } = testDesk(database, sheet, { client: model.client })
  const [early, late] = [listening(), listening()]
  desk.watch(ask(1), early)
  await model.asked
  const [head, one, two, three] = pieces(TRUE)
  model.say(head)
  expect(early.events).toEqual([])
  model.say(one ?? '')
  expect(early.events).toEqual(TEXTS.slice(0, 1))
  model.say(two ?? '')
  desk.watch(ask(1), late)
  await late.until(2)
  expect(late.events).toEqual(TEXTS.slice(0, 2))
  model.say((three ?? '').slice(0, 20))
  model.say(`${(three ?? '').slice(20)}]}`)
  model.end()
  const told = await early.ended
  expect(await late.ended).toEqual(told)
  expect(early.events).toEqual([...TEXTS, 'done'])
  expect(late.events).toEqual([...TEXTS, 'done'])
  expect(told).toMatchObject({ source: 'MODEL', model: 'slow-1', costUsd: 0.01, leftOut: 0 })
  expect(told.sentences).toEqual(early.sentences.map(({ sentence }) => sentence))
  expect((await desk.read([ask(1)]))[0]).toEqual({ pending: false, commentary: told })
})

test('listeners are told first what sentences rest on, without words of strangers', async () => {
  const grounds: unknown[] = []
  const { desk } = testDesk(database, (raceId, asOf) => sheetOf(FOUR_RUNNERS, [...FACTS_OF_RACE, fact('change', 'reason', 'lame', { untrusted: true })], { raceId, asOf, offAt: OFF }), { client: scriptedClient([answer()], { synthetic: true }) })
  const heard = listening()
  desk.watch(ask(1), { ...heard, begun: (ground) => { grounds.push([ground.syntheticModel, ground.synthetic, ground.facts.length, heard.events.length]) } })
  await heard.ended
  expect(grounds).toEqual([[true, true, 9 + 4 * 12, 0]])
})

test.each([1, 3, 17, 400])('whatever the size of the pieces (%i), a sentence that does not hold is dropped', async (size) => {
  const client = scriptedClient([{ ...answer([TRUE[0], FALSE, ...TRUE.slice(1)]), pieces: size }])
  const heard = listening()
  testDesk(database, sheet, { client }).desk.watch(ask(1), heard)
  expect((await heard.ended).leftOut).toBe(1)
  expect(heard.events).toEqual([...TEXTS, 'done'])
})

test('the model is stopped when the last one leaves, and begins anew for who comes then', async () => {
  const model = slowModel()
  const { desk } = testDesk(database, sheet, { client: model.client })
  const [one, two] = [listening(), listening()]
  const first = desk.watch(ask(1), one)
  await model.asked
  const second = desk.watch(ask(1), two)
  model.say(pieces(TRUE).slice(0, 2).join(''))
  await two.until(1)
  first.close()
  expect(model.signal()?.aborted).toBe(false)
  second.close()
  second.close()
  expect(model.signal()?.aborted).toBe(true)
  expect([one.events, two.events]).toEqual([TEXTS.slice(0, 1), TEXTS.slice(0, 1)])
  expect((await desk.read([ask(1)]))[0]).toMatchObject({ pending: true })
})

test('the model goes on when the last listener leaves and somebody has read', async () => {
  const model = slowModel()
  const { desk } = testDesk(database, sheet, { client: model.client })
  const heard = listening()
  const watching = desk.watch(ask(1), heard)
  await model.asked
  const [told] = await desk.read([ask(1)])
  expect(told?.pending).toBe(true)
  watching.close()
  expect(model.signal()?.aborted).toBe(false)
  model.say(`${pieces(TRUE).join('')}]}`)
  model.end()
  expect((await desk.read([ask(1, { waitMs: 1_000 })]))[0]).toMatchObject({ pending: false, commentary: { source: 'MODEL' } })
})

test('when too little was told before it failed, the template begins anew', async () => {
  const model = slowModel()
  const { desk } = testDesk(database, sheet, { client: model.client })
  const heard = listening()
  desk.watch(ask(1), heard)
  await model.asked
  model.say(pieces(TRUE).slice(0, 2).join(''))
  model.end('unavailable')
  expect(await heard.ended).toMatchObject({ source: 'TEMPLATE', fellBack: expect.stringContaining('reached') })
  expect(heard.events).toEqual([TEXTS[0], 'restart', ...TEMPLATE, 'done'])
})

test('when enough was told before it broke off, that is the commentary; it is not stored, and tried again after a while', async () => {
  const model = slowModel()
  const world = testDesk(database, sheet, { client: model.client })
  const heard = listening()
  world.desk.watch(ask(1), heard)
  await model.asked
  model.say(pieces(TRUE).slice(0, 3).join(''))
  model.end('unavailable')
  expect(await heard.ended).toMatchObject({ source: 'MODEL', model: 'slow', sentences: [{ text: TRUE[0]?.text }, { text: TRUE[1]?.text }] })
  expect(heard.events).toEqual([...TEXTS.slice(0, 2), 'done'])
  expect((await database.pool.query('SELECT 1 FROM commentaries')).rowCount).toBe(0)
  expect((await world.desk.read([ask(1)]))[0]).toMatchObject({ pending: false, commentary: { source: 'MODEL' } })
  world.at = (world.at + 30_000) as Instant
  expect((await world.desk.read([ask(1)]))[0]).toMatchObject({ pending: true, commentary: { source: 'TEMPLATE' } })
  model.end('unavailable')
})

test('nothing is published of what nobody heard: the client may ask again, and only the second answer counts', async () => {
  const model = slowModel()
  const { desk } = testDesk(database, sheet, { client: model.client })
  await desk.read([ask(1)])
  await model.asked
  model.say(pieces(TRUE).slice(0, 2).join(''))
  expect(model.sink().published).toBe(false)
  model.sink().restart()
  model.sink().text(pieces(TRUE.slice(1)).slice(0, 2).join(''))
  expect(model.sink().published).toBe(false)
  const heard = listening()
  desk.watch(ask(1), heard)
  await heard.until(1)
  expect(heard.events).toEqual(TEXTS.slice(1, 2))
  expect(model.sink().published).toBe(true)
  model.end('unavailable')
  await heard.ended
})

test('runners of whom nothing held follow at the end, by the template', async () => {
  const heard = listening()
  testDesk(database, sheet, { client: scriptedClient([answer()]) }).desk.watch(ask(1, { kind: 'RUNNER' }), heard)
  expect((await heard.ended).fromTemplate).toEqual([104])
  expect(heard.events).toEqual([...TEXTS, 'TEMPLATE: By the template: Paper Kite.', 'done'])
})

test('what stands is told at once, with who says it', async () => {
  const { desk } = testDesk(database, sheet, { client: scriptedClient([answer()]) })
  await desk.read([ask(1, { kind: 'RUNNER', waitMs: 1_000 })])
  const heard = listening()
  desk.watch(ask(1, { kind: 'RUNNER' }), heard)
  await heard.ended
  expect(heard.events).toEqual([...TEXTS, 'TEMPLATE: By the template: Paper Kite.', 'done'])
})

test('a listener that fails is told no more, and the others are', async () => {
  const model = slowModel()
  const world = testDesk(database, sheet, { client: model.client })
  const [bad, good] = [listening(), listening()]
  world.desk.watch(ask(1), { ...bad, sentence: () => { throw new Error('broken') } })
  world.desk.watch(ask(1), good)
  await Promise.all([model.asked, bad.joined, good.joined])
  model.say(`${pieces(TRUE).join('')}]}`)
  model.end()
  await good.ended
  expect(good.events).toEqual([...TEXTS, 'done'])
  expect(bad.events).toEqual([])
  expect(world.warnings).toEqual([expect.stringContaining('listener')])
})
