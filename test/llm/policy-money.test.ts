import { instant } from '../../src/domain/instant'
import { createBudget } from '../../src/llm/policy-budget'
import { bench, fails, hangs, says, settle, through, usage, wanted } from '../support/llm/policy-bench'
import { memoryLedger } from '../support/llm/memory-ledger'

const GOOD = says('{"win": 42}')
const noon = instant('2026-11-23T12:00:00Z')

describe('a day\'s budget', () => {
  test('what is in the ledger, on its way and settled while the ledger was asked all count; a new day begins at midnight of UTC', async () => {
    const asked: number[] = []
    let answer = (_usd: number): void => undefined
    const budget = createBudget(10, (since) => { asked.push(since); return new Promise((resolve) => { answer = resolve }) })
    const first = budget.reserve(4, noon)
    answer(2)
    const one = await first
    expect([one.ok, budget.inFlight, asked]).toEqual([true, 4, [Date.UTC(2026, 10, 23)]])
    const second = budget.reserve(4.5, noon)
    // Settled before the ledger answers with what it knew before: 2 in the ledger, 3 settled meanwhile, 1 beyond the ledger.
    if (one.ok) one.reservation.settle(3, 1)
    answer(2)
    expect(await second).toEqual({ ok: false, spent: 6, inFlight: 0 })
    const third = budget.reserve(4, noon)
    answer(5)
    expect([(await third).ok, budget.inFlight]).toEqual([true, 4])
    const tomorrow = budget.reserve(6, instant('2026-11-24T00:00:00Z'))
    answer(0)
    expect([(await tomorrow).ok, asked.at(-1)]).toEqual([true, Date.UTC(2026, 10, 24)])
  })
})

test('nothing is asked that could cost more than is left', async () => {
  // 1,000 tokens out at 12 and 4 + 3 + 53 in (half of the bytes of each text) at 2.5, a million: 0.01215.
  const { client, asked, ledger } = bench([GOOD, GOOD], { settings: { dailyUsd: 0.014 } })
  expect((await client.generate(wanted())).kind).toBe('ok')
  expect(await client.generate(wanted())).toMatchObject({ kind: 'budgetExceeded', attempts: [], costUsd: 0, reason: expect.stringMatching(/^\$0\.0032 of \$0\.0140 are spent today \(UTC\), \$0\.0000 are on their way, and this may cost up to \$0\.012[12]$/) })
  expect([asked.length, ledger.attempts.length]).toEqual([1, 1])
})

test('requests on their way together cannot go beyond it', async () => {
  const { client, clock } = bench([hangs, hangs, hangs], { settings: { dailyUsd: 0.03 } })
  const all = Promise.all([1, 2, 3].map(() => client.generate(wanted())))
  expect((await through(clock, all)).map(({ kind }) => kind)).toEqual(['unavailable', 'unavailable', 'budgetExceeded'])
  // What hung may have been paid for all the same: it counts with all that was kept until midnight.
  expect((await client.generate(wanted())).kind).toBe('budgetExceeded')
  clock.pass(12 * 3_600_000)
  const next = client.generate(wanted())
  expect((await through(clock, next)).kind).toBe('unavailable')
})

test('a model without a known price counts by the worst, and its cost is told as unknown', async () => {
  // 1,000 in at 20 and 100 out at 100 a million: 0.03.
  const { client, ledger } = bench([GOOD, GOOD], { settings: { chain: ['gpt-8'], dailyUsd: 0.12 } })
  expect(await client.generate(wanted())).toMatchObject({ kind: 'ok', costUsd: null, attempts: [{ costUsd: null, priceVersion: null, effort: null }] })
  expect(await client.generate(wanted())).toMatchObject({ kind: 'budgetExceeded', reason: expect.stringContaining('$0.0300 of $0.12') })
  expect(await ledger.spentSince(noon)).toBe(0)
})

test('without a limit the ledger is not asked; with a limit of nothing nothing is', async () => {
  const unread = { ...memoryLedger(), spentSince: () => Promise.reject(new Error('not to be asked')) }
  expect((await bench([GOOD], { ledger: unread }).client.generate(wanted())).kind).toBe('ok')
  expect((await bench([], { settings: { dailyUsd: 0 } }).client.generate(wanted())).kind).toBe('budgetExceeded')
})

test('the stand-in costs nothing, and no budget stops it', async () => {
  const { client } = bench([GOOD], { settings: { dailyUsd: 0 }, synthetic: true })
  expect(client.model).toEqual({ id: 'gpt-5.6-terra', synthetic: true, cutoff: null })
  expect(await client.generate(wanted())).toMatchObject({ kind: 'ok', costUsd: 0, attempts: [{ synthetic: true, costUsd: 0, priceVersion: 'stand-in: nothing is paid' }] })
})

test('what could not be written down is told of, counts in this process, and the client is served', async () => {
  const broken = { ...memoryLedger(), record: () => Promise.reject(new Error('away')) }
  const { client, told } = bench([GOOD, GOOD], { ledger: broken, settings: { dailyUsd: 0.014 } })
  expect((await client.generate(wanted())).kind).toBe('ok')
  expect(told).toEqual(['an attempt could not be written to the ledger of language models; its cost counts until midnight in this process only'])
  expect((await client.generate(wanted())).kind).toBe('budgetExceeded')
})

test('a ledger that cannot be read: nothing is asked with a budget that nobody knows', async () => {
  const { client, asked, told } = bench([GOOD], { ledger: { ...memoryLedger(), spentSince: () => Promise.reject(new Error('away')) }, settings: { dailyUsd: 1 } })
  expect(await client.generate(wanted())).toMatchObject({ kind: 'unavailable', reason: 'the ledger cannot be read, so nobody knows what is left of the day\'s budget' })
  expect([asked.length, told.length]).toEqual([0, 1])
})

test('a ledger that hangs keeps nobody beyond the deadline, and is waited for when all is closed', async () => {
  let written = (): void => undefined
  const slow = { ...memoryLedger(), record: () => new Promise<void>((resolve) => { written = resolve }) }
  const { client, clock } = bench([GOOD], { ledger: slow })
  expect((await through(clock, client.generate(wanted({ deadlineMs: 3_000 })))).kind).toBe('ok')
  expect(clock.now()).toBe(noon + 3_000)
  let closed = false
  const closing = client.close().then(() => { closed = true })
  await settle()
  expect(closed).toBe(false)
  written()
  await closing
})

test('over all attempts costs add up, and are unknown as soon as one is', async () => {
  const { client, clock } = bench([fails('serverError', { status: 500 }), says('{"win": 1}', { usage: usage(1_000, 0) }), GOOD, fails('truncated', { status: 200 }), GOOD])
  // 500 is free, 0.002 for the bad one, 0.0032 for the good one.
  expect(await through(clock, client.generate(wanted({ reAsk: true })))).toMatchObject({ kind: 'repaired', costUsd: expect.closeTo(0.005_2, 10) })
  expect(await through(clock, client.generate(wanted()))).toMatchObject({ kind: 'ok', costUsd: null })
})

test('a connection that never was costs nothing; one that broke may have', async () => {
  const { client } = bench([fails('connection', { code: 'ECONNREFUSED' }), fails('connection', { code: 'ECONNRESET' })], { settings: { retries: 0 } })
  expect([(await client.generate(wanted())).costUsd, (await client.generate(wanted())).costUsd]).toEqual([0, null])
})
