import type { FactSheet } from '../../../src/commentary/fact'
import { instant, type Instant } from '../../../src/domain/instant'
import type { LlmFailure } from '../../../src/llm/llm'
import { scriptedClient, type ScriptedAnswer } from '../../../src/llm/scripted-client'
import { testDatabase, type TestDatabase } from '../../support/database'
import { answer, ask, listening, said, testDesk, TRUE, untilSo, type TestDesk } from '../../support/commentary-desk'
import { factSheet } from '../../support/fact-sheet'
import { addRaces, beforeOff, FAR_OFF } from '../../support/served-races'

/* The desk with a model that says what the script says. */
let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
afterAll(() => database.close())
beforeEach(async () => { await database.clear(); await addRaces(database.pool, [4, 4, 4, 4, 4, 4]) })

const OFF = instant(FAR_OFF)
const sheet = (raceId: number, asOf: Instant): FactSheet => factSheet({ raceId, asOf, offAt: OFF })
const TEXTS = TRUE.map(({ text }) => text)
/** Long enough for whatever is scripted: nothing is timed, for timers go off by hand. */
const WAIT = { waitMs: 1_000 }
const gate = (): { readonly opened: Promise<void>; open(): void } => { let open = (): void => undefined; const opened = new Promise<void>((resolve) => { open = resolve }); return { opened, open } }
/** What is told once the model is done. */
async function done(world: TestDesk, asked = ask(1)): ReturnType<TestDesk['desk']['read']> { return world.desk.read([{ ...asked, ...WAIT }]) }

test('the template is told at once, and what the model said when it is done; it is asked once', async () => {
  const held = gate()
  const client = scriptedClient([{ ...answer(), before: () => held.opened, costUsd: 0.02 }])
  const world = testDesk(database, sheet, { client })
  const [first] = await world.desk.read([ask(1)])
  expect([first?.pending, first?.commentary.source, first?.commentary.fellBack]).toEqual([true, 'TEMPLATE', null])
  expect((await world.desk.read([ask(1)]))[0]?.pending).toBe(true)
  const waiting = done(world)
  held.open()
  const [told] = await waiting
  expect(told).toEqual({ pending: false, commentary: expect.objectContaining({ source: 'MODEL', model: 'scripted', synthetic: true, leftOut: 0, costUsd: 0.02, fellBack: null, asOf: beforeOff(60) }) })
  expect(told?.commentary.sentences.map(({ text, runnerId }) => [text, runnerId])).toEqual(TEXTS.map((text, i) => [text, 101 + i]))
  expect(told?.commentary.facts.map(({ id }) => id)).toEqual(['r1.1', 'r1.7', 'r2.1', 'r2.11', 'r3.1', 'r3.12'])
  expect(await world.desk.read([ask(1)])).toEqual([told])
  expect(client.requests).toHaveLength(1)
  expect(world.gathered).toHaveLength(1)
  expect(client.requests[0]).toMatchObject({ purpose: 'COMMENTARY', subject: 'race 1', reAsk: true, deadlineMs: 60_000, maxOutputTokens: 8_000 })
})

test('another process is told what was stored, without asking the model; without gathering while it stands', async () => {
  const client = scriptedClient([answer()])
  const [told] = await done(testDesk(database, sheet, { client }))
  const silent = scriptedClient([])
  const restarted = testDesk(database, sheet, { client: silent })
  expect(await restarted.desk.read([ask(1)])).toEqual([told])
  expect([restarted.gathered, silent.requests]).toEqual([[], []])
})

test('a stored one that is too old is told again when the facts are the same, as of now', async () => {
  await done(testDesk(database, sheet, { client: scriptedClient([answer()]) }))
  const later = testDesk(database, (raceId) => factSheet({ raceId, asOf: later.at, offAt: OFF }), { client: scriptedClient([]) })
  later.at = beforeOff(30)
  const [told] = await later.desk.read([ask(1)])
  expect([told?.pending, told?.commentary.source, told?.commentary.asOf]).toEqual([false, 'MODEL', beforeOff(30)])
  expect(later.gathered).toHaveLength(1)
})

test.each<[string, Parameters<typeof testDesk>[2]]>([['effort', { effort: 'high' }], ['verbosity', { verbosity: 'low' }], ['model', {}], ['budget of tokens', { limits: { budgetTokens: 11_000 } }]])('another %s is another commentary', async (what, other) => {
  await done(testDesk(database, sheet, { client: scriptedClient([answer()]) }))
  await database.pool.query(`UPDATE commentaries SET stamp = 'model of another look'`)
  const client = scriptedClient([answer()], { id: what === 'model' ? 'other' : 'scripted' })
  await done(testDesk(database, sheet, { client, ...other }))
  expect(client.requests).toHaveLength(1)
})

test('after a scratching it is written anew', async () => {
  const client = scriptedClient([answer(), answer()])
  const world = testDesk(database, sheet, { client })
  await done(world)
  await database.pool.query(`UPDATE runners SET status = 'SCRATCHED' WHERE id = 104`)
  world.sheet = (raceId, asOf) => { const full = factSheet({ raceId, asOf, offAt: OFF }); return { ...full, digest: 'another', runners: full.runners.map((one) => ({ ...one, scratched: one.slot === 'r4' })) } }
  expect((await world.desk.read([ask(1)]))[0]).toMatchObject({ pending: true, commentary: { source: 'TEMPLATE' } })
  expect((await done(world))[0]?.commentary.source).toBe('MODEL')
  expect(client.requests).toHaveLength(2)
})

test.each<[LlmFailure, RegExp]>([['refused', /declined/], ['incomplete', /cut off/], ['invalid', /borne out/], ['unavailable', /reached/], ['budgetExceeded', /spent/], ['cancelled', /stopped/]])('%s: the template, why, and not asked again for half a minute', async (fail, why) => {
  const client = scriptedClient([{ fail, reason: 'sk-secret in the words of the provider' }, answer()])
  const world = testDesk(database, sheet, { client })
  const [told] = await done(world)
  expect(told).toMatchObject({ pending: false, commentary: { source: 'TEMPLATE', model: null, costUsd: 0, fellBack: expect.stringMatching(why) } })
  expect(JSON.stringify(told)).not.toContain('secret')
  expect(world.warnings).toHaveLength(fail === 'cancelled' ? 0 : 1)
  world.at = (beforeOff(60) + 29_999) as Instant
  expect(await done(world)).toEqual([told])
  world.at = (beforeOff(60) + 30_000) as Instant
  expect((await done(world))[0]?.commentary.source).toBe('MODEL')
  expect(client.requests).toHaveLength(2)
})

const FALSE = [said('r1', ['r1.1', 'r1.7'], 'Silver Ledger has won 6 of 16 starts.'), said('r2', ['r2.1', 'r2.11'], 'Copper Tide starts from barrier 7.')]
test('sentences that do not hold are left out and counted; with enough left nobody is asked again', async () => {
  const client = scriptedClient([answer([...TRUE, FALSE[0]])])
  const [told] = await done(testDesk(database, sheet, { client }))
  expect(told?.commentary).toMatchObject({ source: 'MODEL', leftOut: 1 })
  expect(told?.commentary.sentences.map(({ text }) => text)).toEqual(TEXTS)
})

test('when too little holds it is asked once more with what was wrong', async () => {
  const client = scriptedClient([answer(FALSE), answer()])
  const [told] = await done(testDesk(database, sheet, { client }))
  expect(told?.commentary).toMatchObject({ source: 'MODEL', leftOut: 0 })
  const checked = client.requests[0]?.check({ sentences: FALSE })
  expect(checked).toEqual({ ok: false, problem: expect.stringMatching(/Silver Ledger has won 6 of 16 starts/) })
  expect(client.requests[0]?.check({ other: [] })).toEqual({ ok: false, problem: expect.any(String) })
})

test('when too little holds twice the template speaks', async () => {
  const [told] = await done(testDesk(database, sheet, { client: scriptedClient([answer(FALSE), answer([])]) }))
  expect(told?.commentary).toMatchObject({ source: 'TEMPLATE', fellBack: expect.stringContaining('borne out'), leftOut: 0 })
})

test('comments on all runners are one request; of whom nothing held the template speaks, and that is marked', async () => {
  const client = scriptedClient([answer([...TRUE, said('r4', ['r4.1'], 'Paper Kite starts from barrier 12.'), said('race', ['race.3'], 'Myrtle Park is the course.')])])
  const [told] = await done(testDesk(database, sheet, { client }), ask(1, { kind: 'RUNNER' }))
  expect(told?.commentary).toMatchObject({ source: 'MODEL', leftOut: 2, fromTemplate: [104] })
  expect(told?.commentary.sentences.map(({ text }) => text)).toEqual([...TEXTS, 'By the template: Paper Kite.'])
  expect(client.requests).toHaveLength(1)
})

test('comments on less than half of the runners are too few', async () => {
  const client = scriptedClient([answer([TRUE[0]]), answer([TRUE[0]])])
  expect((await done(testDesk(database, sheet, { client }), ask(1, { kind: 'RUNNER' })))[0]?.commentary.source).toBe('TEMPLATE')
})

test('what comes before the off is not written after it, and what was written in time stands', async () => {
  const world = testDesk(database, sheet, { client: scriptedClient([answer()]) })
  world.at = beforeOff(5)
  await done(world)
  const after = testDesk(database, sheet, { client: scriptedClient([]) })
  after.at = (OFF + 3_600_000) as Instant
  const told = await after.desk.read([ask(1), ask(2)])
  expect(told.map((one) => [one?.pending, one?.commentary.source, one?.commentary.fellBack, one?.commentary.asOf])).toEqual([[false, 'MODEL', null, beforeOff(5)], [false, 'TEMPLATE', null, OFF]])
})

test('nobody waits longer than allowed, nor more than allowed', async () => {
  const held = gate()
  const client = scriptedClient(() => ({ ...answer(), before: () => held.opened }))
  const world = testDesk(database, sheet, { client, limits: { waiters: 1 } })
  await world.desk.read([ask(1)])
  const waiting = done(world)
  await untilSo(() => world.timers.waiting === 1)
  const [refused] = await done(world)
  expect([refused?.pending, refused?.commentary.source]).toEqual([true, 'TEMPLATE'])
  expect(world.timers.waiting).toBe(1)
  world.timers.fire()
  expect((await waiting)[0]).toMatchObject({ pending: true, commentary: { source: 'TEMPLATE' } })
  held.open()
  expect((await done(world))[0]?.commentary.source).toBe('MODEL')
  expect(world.timers.waiting).toBe(0)
})

test('whoever waits does so as long as said, and no longer than allowed', async () => {
  const spans: number[] = []
  const client = scriptedClient(() => ({ ...answer(), before: () => new Promise(() => undefined) }))
  const { desk } = testDesk(database, sheet, { client, limits: { longestWaitMs: 700 }, timers: { after: (ms, then) => { spans.push(ms); setImmediate(then); return () => undefined } } })
  for (const waitMs of [300, 700, 5_000]) expect((await desk.read([ask(1, { waitMs })]))[0]?.pending).toBe(true)
  expect(spans).toEqual([300, 700, 700])
})

test('so many are written at once, so many wait for their turn, and more are told the template for a while', async () => {
  const held = gate()
  const client = scriptedClient((request): ScriptedAnswer => ({ ...answer(), ...(request.subject === 'race 1' ? { before: () => held.opened } : {}) }))
  const world = testDesk(database, sheet, { client, limits: { writing: 1, queued: 1 } })
  const told = await world.desk.read([ask(1), ask(2), ask(3)])
  expect(told.map((one) => [one?.pending, one?.commentary.fellBack])).toEqual([[true, null], [true, null], [false, 'too many commentaries are being written']])
  const two = done(world, ask(2))
  expect(client.requests.length).toBeLessThanOrEqual(1)
  held.open()
  expect((await two)[0]?.commentary.source).toBe('MODEL')
  expect((await done(world, ask(3)))[0]?.commentary.source).toBe('TEMPLATE')
  world.at = (beforeOff(60) + 5_000) as Instant
  expect((await done(world, ask(3)))[0]?.commentary.source).toBe('MODEL')
})

test('what cannot be stored is told all the same', async () => {
  await database.pool.query('ALTER TABLE commentaries ADD CONSTRAINT is_full CHECK (left_out < 0) NOT VALID')
  try {
    const world = testDesk(database, sheet, { client: scriptedClient([answer()]) })
    expect((await done(world))[0]?.commentary.source).toBe('MODEL')
    expect(world.warnings).toEqual([expect.stringContaining('could not be stored')])
    expect((await done(world))[0]?.commentary.source).toBe('MODEL')
  } finally { await database.pool.query('ALTER TABLE commentaries DROP CONSTRAINT is_full') }
})

test('a field that the budget does not hold is told of by the template', async () => {
  const world = testDesk(database, sheet, { client: scriptedClient([]), limits: { budgetTokens: 30 } })
  expect((await done(world))[0]?.commentary).toMatchObject({ source: 'TEMPLATE', fellBack: expect.stringContaining('too large') })
})

test('what nobody foresaw ends the writing, is told to whoever operates it, and is not tried again at once', async () => {
  let asked = 0
  const client = { ...scriptedClient([]), stream: () => { asked += 1; return Promise.reject(new Error('a bug')) } }
  const world = testDesk(database, sheet, { client })
  const heard = listening()
  world.desk.watch(ask(1), heard)
  await expect(heard.ended).rejects.toThrow('a bug')
  expect(world.warnings).toEqual(['a commentary was not written'])
  expect((await done(world))[0]).toMatchObject({ pending: false, commentary: { source: 'TEMPLATE' } })
  expect(asked).toBe(1)
  world.at = (beforeOff(60) + 30_000) as Instant
  await done(world)
  expect(asked).toBe(2)
})

test('closing stops the model, and whoever waits is told the template', async () => {
  const held = gate()
  const client = scriptedClient([{ ...answer(), before: () => held.opened }])
  const world = testDesk(database, sheet, { client })
  await world.desk.read([ask(1)])
  const waiting = done(world)
  await untilSo(() => world.timers.waiting === 1 && client.requests.length === 1)
  const closing = world.desk.close()
  expect(client.requests[0]?.signal?.aborted).toBe(true)
  held.open()
  await closing
  expect((await waiting)[0]).toMatchObject({ commentary: { source: 'TEMPLATE' } })
})

test('what there was no room for is told, by topic; what all fit in is not', async () => {
  const told: unknown[] = []
  for (const budgetTokens of [700, 8_000]) await done(testDesk(database, sheet, { client: scriptedClient([answer()]), limits: { budgetTokens }, onOmitted: (one) => { told.push(one) } }), ask(budgetTokens === 700 ? 1 : 2))
  expect(told).toEqual([{ raceId: 1, kind: 'PREVIEW', tokens: expect.any(Number), omitted: expect.arrayContaining([{ topic: expect.any(String), facts: expect.any(Number), tokens: expect.any(Number) }]) }])
})
