import { absentClient } from '../../src/llm/absent-client'
import { scriptedClient } from '../../src/llm/scripted-client'
import { memorySink, wanted } from '../support/llm/policy-bench'

test('answers in order, checks them, asks again once where that is wanted, and remembers what was asked', async () => {
  const client = scriptedClient([{ json: { win: 42 } }, { json: { win: 3 } }, { json: { win: 11 }, costUsd: 0.5 }, { text: 'oh' }, { fail: 'refused', reason: 'no' }], { id: 'm' })
  expect(client.model).toEqual({ id: 'm', synthetic: false, cutoff: null })
  expect(await client.generate(wanted())).toMatchObject({ kind: 'ok', value: { win: 42 }, model: 'm' })
  expect(await client.generate(wanted({ reAsk: true }))).toMatchObject({ kind: 'repaired', value: { win: 11 }, costUsd: 0.5, attempts: [{ outcome: 'semantic' }, { outcome: 'ok' }] })
  expect(await client.generate(wanted())).toMatchObject({ kind: 'invalid', attempts: [{ outcome: 'badJson' }] })
  expect(await client.generate(wanted())).toMatchObject({ kind: 'refused', reason: 'no', attempts: [] })
  await expect(client.generate(wanted({ input: 'more' }))).rejects.toThrow('the script has 5 answers')
  expect(client.requests.map(({ input }) => input)).toEqual(['Which?', 'Which?', 'Which?', 'Which?', 'more'])
})

test('streams in pieces, waits where a test wants, begins anew, and stops when it is given up', async () => {
  const gone = new AbortController()
  let pieces = 0
  const client = scriptedClient([{ json: { win: 3 }, pieces: 5 }, { json: { win: 42 } }, { text: 'abcdef', pieces: 2, before: () => { pieces += 1; if (pieces === 3) gone.abort(); return Promise.resolve() } }])
  const sink = memorySink()
  expect((await client.stream(wanted({ reAsk: true }), sink)).kind).toBe('repaired')
  expect(sink.heard).toEqual(['{"win', '":3}', '<restart>', '{"win":42}'])
  const late = memorySink()
  expect((await client.stream(wanted({ signal: gone.signal }), late)).kind).toBe('cancelled')
  expect(late.heard).toEqual(['ab', 'cd'])
})

test('where there is none, nothing is asked and nothing is spent', async () => {
  expect(await absentClient('none here').stream(wanted(), memorySink())).toEqual({ kind: 'unavailable', reason: 'none here', attempts: [], costUsd: 0 })
})
