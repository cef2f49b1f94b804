import { bench, fails, hangs, type Play, says, settle, through, wanted } from '../support/llm/policy-bench'

const GOOD = says('{"win": 42}')
const MINUTE = 60_000

test.each(['quota', 'unauthorised'] as const)('%s closes it off at once for everybody, without tries and without another model', async (fault) => {
  const { client, asked, clock, told } = bench([fails(fault, { status: 429 }), fails(fault, { status: 429 }), GOOD])
  expect(await client.generate(wanted())).toMatchObject({ kind: 'unavailable', reason: `it is ${fault}`, costUsd: 0, attempts: [{ outcome: fault }] })
  expect(await client.generate(wanted())).toMatchObject({ kind: 'unavailable', reason: `not asked before 2026-11-23T12:00:30.000Z: it is ${fault}`, attempts: [] })
  expect([asked.length, client.problem, told]).toEqual([1, `it is ${fault}`, [`the language model answers nothing for now: it is ${fault}`]])
  clock.pass(30_000)
  // One trial, which fails: twice as long.
  await client.generate(wanted())
  clock.pass(59_999)
  expect((await client.generate(wanted())).attempts).toEqual([])
  clock.pass(1)
  expect([(await client.generate(wanted())).kind, client.problem]).toEqual(['ok', null])
})

test('five faults on end close it off; a good answer between them begins the count anew; too many requests do not count', async () => {
  const down = fails('connection')
  const { client } = bench([down, down, down, down, GOOD, down, down, fails('rateLimited'), down, down, down], { settings: { retries: 0 } })
  const reasons: unknown[] = []
  for (let i = 0; i < 12; i += 1) reasons.push((await client.generate(wanted())).attempts[0]?.outcome ?? 'not asked')
  expect(reasons).toEqual([...Array<string>(4).fill('connection'), 'ok', 'connection', 'connection', 'rateLimited', 'connection', 'connection', 'connection', 'not asked'])
})

test('while a trial is on its way nobody else is let through, and one that is given up decides nothing', async () => {
  const gone = new AbortController()
  const { client, clock } = bench([fails('quota'), hangs, GOOD, GOOD])
  await client.generate(wanted())
  clock.pass(30_000)
  const trial = client.generate(wanted({ signal: gone.signal }))
  await settle()
  expect((await client.generate(wanted())).attempts).toEqual([])
  gone.abort()
  expect((await trial).kind).toBe('cancelled')
  expect((await client.generate(wanted())).kind).toBe('ok')
})

test('a model that is not found gives way to the next, within the request, and is tried again later', async () => {
  const { client, asked, clock, told } = bench([fails('modelNotFound', { status: 404 }), GOOD, GOOD, GOOD])
  expect(await client.generate(wanted())).toMatchObject({ kind: 'ok', model: 'gpt-6.1-terra', attempts: [{ outcome: 'modelNotFound', model: 'gpt-5.6-terra', costUsd: 0 }, { outcome: 'ok', model: 'gpt-6.1-terra' }] })
  expect([client.model?.id, client.model?.cutoff, told]).toEqual(['gpt-6.1-terra', Date.UTC(2026, 5, 2) - 1, ['the model gpt-5.6-terra is not found at the provider; gpt-6.1-terra is asked instead']])
  await client.generate(wanted())
  clock.pass(30_000)
  await client.generate(wanted())
  expect(asked.map(({ model }) => model)).toEqual(['gpt-5.6-terra', 'gpt-6.1-terra', 'gpt-6.1-terra', 'gpt-5.6-terra'])
  expect(client.model?.id).toBe('gpt-5.6-terra')
})

test('no model left: unavailable, and the client says that it asks none', async () => {
  const { client } = bench([fails('modelNotFound'), fails('modelNotFound')])
  expect(await client.generate(wanted())).toMatchObject({ kind: 'unavailable', attempts: [{ outcome: 'modelNotFound' }, { outcome: 'modelNotFound' }] })
  expect([(await client.generate(wanted())).attempts, client.model]).toEqual([[], null])
})

test('from its end on a model is not asked', async () => {
  const { client, asked, clock } = bench([GOOD, GOOD], { settings: { chain: ['gpt-5', 'gpt-5.6-terra'] } })
  clock.pass(Date.UTC(2026, 11, 11) - 1 - clock.now())
  await client.generate(wanted())
  clock.pass(1)
  await client.generate(wanted())
  expect(asked.map(({ model, effort }) => [model, effort])).toEqual([['gpt-5', 'low'], ['gpt-5.6-terra', 'low']])
})

test('so many at once, so many that wait, in their order, and the rest at once without', async () => {
  const open: (() => void)[] = []
  const waits: Play = () => new Promise((resolve) => { open.push(() => { resolve(GOOD) }) })
  const { client, asked } = bench([waits, waits, waits, waits], { settings: { concurrency: 2, queue: 2 } })
  const all = ['a', 'b', 'c', 'd', 'e'].map((input) => client.generate(wanted({ input })))
  await settle()
  expect([client.inFlight, client.waiting, asked.length]).toEqual([2, 2, 2])
  expect(await all[4]).toMatchObject({ kind: 'unavailable', reason: '2 requests wait already', attempts: [] })
  open[1]?.()
  await all[1]
  await settle()
  expect(asked.map(({ input }) => input[0]?.content)).toEqual(['a', 'b', 'c'])
  open[0]?.(); await settle(); open[2]?.(); open[3]?.()
  expect((await Promise.all(all.slice(0, 4))).map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok', 'ok'])
  expect([client.inFlight, client.waiting]).toEqual([0, 0])
})

test('who waits for a turn waits no longer than the deadline', async () => {
  const { client, clock } = bench([hangs], { settings: { concurrency: 1 } })
  const long = client.generate(wanted({ deadlineMs: MINUTE }))
  await settle()
  const short = client.generate(wanted({ deadlineMs: 1_000 }))
  await settle()
  clock.pass(1_000)
  expect(await short).toMatchObject({ kind: 'unavailable', reason: 'there was no answer within 1000 ms: others were before it', attempts: [] })
  expect(client.waiting).toBe(0)
  await through(clock, long)
})
