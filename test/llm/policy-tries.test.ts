import { bench, fails, hangs, memorySink, refuses, says, settle, stopsShort, through, usage, wanted } from '../support/llm/policy-bench'

const GOOD = '{"win": 42}'
const outcomes = (attempts: readonly { readonly outcome: string }[]): readonly string[] => attempts.map(({ outcome }) => outcome)

test('a good answer is read, priced and written down', async () => {
  const { client, asked, ledger } = bench([says(GOOD, { model: 'gpt-5.6-terra-2026-07-01' })])
  const outcome = await client.generate(wanted({ effort: 'minimal' }))
  // 1,000 in at 2, 100 out at 12, a million.
  expect(outcome).toMatchObject({ kind: 'ok', value: { win: 42 }, model: 'gpt-5.6-terra-2026-07-01', costUsd: expect.closeTo(0.003_2, 10) })
  expect(asked[0]).toMatchObject({ model: 'gpt-5.6-terra', effort: 'none', verbosity: 'low', input: [{ role: 'user', content: 'Which?' }], maxOutputTokens: 1_000, cacheKey: 'test' })
  expect(ledger.attempts).toEqual(outcome.attempts)
  expect(ledger.attempts[0]).toMatchObject({ purpose: 'OPINION', subject: '7', model: 'gpt-5.6-terra', answeredBy: 'gpt-5.6-terra-2026-07-01', outcome: 'ok', status: 200, requestId: 'req_1', usage: usage(1_000, 100), priceVersion: 'genai-prices 0.1.8', synthetic: false })
})

test.each(['rateLimited', 'serverError', 'connection', 'truncated', 'failed'] as const)('after %s it is tried again', async (fault) => {
  const { client, clock } = bench([fails(fault), says(GOOD)])
  const outcome = await through(clock, client.generate(wanted()))
  expect([outcome.kind, ...outcomes(outcome.attempts)]).toEqual(['ok', fault, 'ok'])
})

test('the waits double from half a second, of which up to a half is chance, and no more than three tries follow', async () => {
  for (const [random, waits] of [[0, [0, 500, 1_500, 3_500]], [1, [0, 250, 750, 1_750]]] as const) {
    const { client, clock } = bench([fails('serverError'), fails('serverError'), fails('serverError'), fails('serverError')], { random })
    const outcome = await through(clock, client.generate(wanted()))
    expect(outcome).toMatchObject({ kind: 'unavailable', reason: 'it is serverError' })
    const [first] = outcome.attempts
    expect(outcome.attempts.map(({ at }) => at - (first?.at ?? 0))).toEqual(waits)
  }
})

test('a provider that says how long to wait is believed, also beyond a minute, while the deadline lasts', async () => {
  const { client, clock } = bench([fails('rateLimited', { status: 429, retryAfterMs: 70_000 }), says(GOOD)])
  const outcome = await through(clock, client.generate(wanted({ deadlineMs: 90_000 })))
  expect(outcome.kind).toBe('ok')
  expect(outcome.attempts.map(({ at }) => at)).toEqual([Date.UTC(2026, 10, 23, 12), Date.UTC(2026, 10, 23, 12, 1, 10)])
})

test('a wait that the deadline does not allow is not begun, and others are not sent into it', async () => {
  const { client, clock } = bench([fails('rateLimited', { status: 429, retryAfterMs: 40_000 }), says(GOOD)])
  expect(await client.generate(wanted())).toMatchObject({ kind: 'unavailable', reason: 'it is rateLimited; there is no time to try again', costUsd: 0 })
  expect(await client.generate(wanted())).toMatchObject({ kind: 'unavailable', attempts: [] })
  clock.pass(40_000)
  expect((await client.generate(wanted())).kind).toBe('ok')
})

test('with the deadline all is over: what hangs is cancelled, accounted and told of', async () => {
  const { client, clock, ledger } = bench([fails('serverError'), hangs])
  const outcome = await through(clock, client.generate(wanted({ deadlineMs: 5_000 })))
  expect(outcome).toMatchObject({ kind: 'unavailable', reason: 'there was no answer within 5000 ms: 2 attempts, the last ended in timeout', costUsd: null })
  expect(outcomes(ledger.attempts)).toEqual(['serverError', 'timeout'])
  expect(clock.now()).toBe(Date.UTC(2026, 10, 23, 12, 0, 5))
})

test('a provider that does not even stop is left behind a quarter of a second later', async () => {
  const { client, clock } = bench([() => new Promise(() => undefined)])
  const outcome = await through(clock, client.generate(wanted({ deadlineMs: 5_000 })))
  expect([outcome.kind, ...outcomes(outcome.attempts)]).toEqual(['unavailable', 'timeout'])
  expect(clock.now()).toBe(Date.UTC(2026, 10, 23, 12, 0, 5, 250))
})

test('no deadline is longer than that of the settings', async () => {
  const { client, clock } = bench([hangs], { settings: { mostMs: 2_000 } })
  await through(clock, client.generate(wanted({ deadlineMs: 60_000 })))
  expect(clock.now()).toBe(Date.UTC(2026, 10, 23, 12, 0, 2))
})

test('who gives up is told so, and nothing goes on: neither a request nor a wait for the next', async () => {
  for (const play of [hangs, fails('serverError')]) {
    const gone = new AbortController()
    const { client, ledger } = bench([play])
    const work = client.generate(wanted({ signal: gone.signal }))
    await settle()
    gone.abort()
    expect((await work).kind).toBe('cancelled')
    expect(ledger.attempts.map(({ outcome }) => outcome)).toEqual([play === hangs ? 'cancelled' : 'serverError'])
  }
  const { client, asked } = bench([])
  expect(await client.generate(wanted({ signal: AbortSignal.abort() }))).toMatchObject({ kind: 'cancelled', attempts: [], costUsd: 0 })
  expect(asked).toEqual([])
})

test('closing ends what is under way', async () => {
  const { client, ledger } = bench([hangs])
  const work = client.generate(wanted())
  await settle()
  await client.close()
  expect(await work).toMatchObject({ kind: 'cancelled', reason: 'racegraph is stopping' })
  expect(outcomes(ledger.attempts)).toEqual(['cancelled'])
})

test('cut short, it is asked once more with twice the tokens and less effort; then no more', async () => {
  const { client, asked } = bench([stopsShort(), says(GOOD), stopsShort(), stopsShort()])
  expect((await client.generate(wanted({ effort: 'medium' }))).kind).toBe('ok')
  expect(asked.map(({ effort, maxOutputTokens }) => [effort, maxOutputTokens])).toEqual([['medium', 1_000], ['low', 2_000]])
  const outcome = await client.generate(wanted())
  expect(outcome).toMatchObject({ kind: 'incomplete', reason: 'the answer is not whole: max_output_tokens', costUsd: expect.closeTo(0.006_4, 10) })
})

test('an answer that a filter stopped is not asked for again, and neither is a refusal', async () => {
  const { client } = bench([stopsShort('content_filter'), refuses('I will not')])
  expect(await client.generate(wanted())).toMatchObject({ kind: 'incomplete', reason: 'the answer is not whole: content_filter' })
  expect(await client.generate(wanted())).toMatchObject({ kind: 'refused', reason: 'I will not', costUsd: expect.closeTo(0.003_2, 10) })
})

test.each([['{"win": 3}', 'semantic', 'win must be above 10'], ['{"win": "3"}', 'badShape', "win must be above 10 (the answer/win must be integer)"], ['{"win"', 'badJson', 'the answer is not JSON'], ['', 'badJson', 'the answer is empty']])('%s is %s: asked again once, with its own words and the problem', async (text, outcome, problem) => {
  const { client, asked } = bench([says(text), says(GOOD), says(text), says(text), says(text)])
  const repaired = await client.generate(wanted({ reAsk: true }))
  expect([repaired.kind, ...outcomes(repaired.attempts)]).toEqual(['repaired', outcome, 'ok'])
  expect(asked[1]?.input).toEqual([{ role: 'user', content: 'Which?' }, ...(text === '' ? [] : [{ role: 'assistant', content: text }]), { role: 'user', content: expect.stringContaining(problem) }])
  expect(await client.generate(wanted({ reAsk: true }))).toMatchObject({ kind: 'invalid', reason: problem, attempts: [{ outcome }, { outcome }] })
  expect(await client.generate(wanted())).toMatchObject({ kind: 'invalid', reason: problem, attempts: [{ outcome }] })
})

test('a check that fails itself refuses the answer, and is told of', async () => {
  const { client, told } = bench([says(GOOD)])
  expect((await client.generate(wanted({ check: () => { throw new TypeError('slip') } }))).kind).toBe('invalid')
  expect(told).toEqual(['a check of an answer failed itself; the answer counts as refused by it'])
})

test('a request that the provider refuses is not sent again', async () => {
  const { client } = bench([fails('rejected', { status: 400 })])
  expect(await client.generate(wanted())).toMatchObject({ kind: 'unavailable', reason: 'it is rejected', costUsd: 0, attempts: [{ outcome: 'rejected', status: 400, usage: null }] })
})

test('a stream begins anew before anything of it was published', async () => {
  const { client, clock } = bench([async (_ask, _signal, onText) => { onText('{"w'); return Promise.resolve(fails('truncated')) }, async (_ask, _signal, onText) => { onText(GOOD); return Promise.resolve(says(GOOD)) }])
  const sink = memorySink()
  const outcome = await through(clock, client.stream(wanted(), sink))
  expect([outcome.kind, ...outcomes(outcome.attempts)]).toEqual(['ok', 'truncated', 'ok'])
  expect(sink.heard).toEqual(['{"w', '<restart>', GOOD])
})

test.each([['truncated', fails('truncated'), 'unavailable'], ['semantic', says('{"win": 3}'), 'invalid'], ['incomplete', stopsShort(), 'incomplete'], ['modelNotFound', fails('modelNotFound'), 'unavailable']] as const)('and never after: %s', async (outcome, answer, kind) => {
  const sink = memorySink()
  const { client } = bench([(_ask, _signal, onText) => { onText('{"w'); sink.published = true; return Promise.resolve(answer) }])
  expect(await client.stream(wanted({ reAsk: true }), sink)).toMatchObject({ kind, attempts: [{ outcome }] })
  expect(sink.heard).toEqual(['{"w'])
})

test('after the deadline a stream gives nothing more', async () => {
  const sink = memorySink()
  const { client, clock } = bench([(_ask, signal, onText) => new Promise((resolve) => { signal.addEventListener('abort', () => { onText('late'); resolve(fails('cancelled')) }) })])
  expect((await through(clock, client.stream(wanted(), sink))).kind).toBe('unavailable')
  expect(sink.heard).toEqual([])
})

test('a sink that breaks is the caller\'s own: it hears of it, and what was spent is written down', async () => {
  const { client, ledger } = bench([(_ask, _signal, onText) => { onText('{'); return Promise.resolve(says(GOOD)) }])
  await expect(client.stream(wanted(), { ...memorySink(), text: () => { throw new RangeError('mine') } })).rejects.toThrow('mine')
  expect(outcomes(ledger.attempts)).toEqual(['ok'])
})
