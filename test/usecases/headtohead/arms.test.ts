import { opinionPromptVersion } from '../../../src/commentary/opinion/opinion-prompt'
import { armNamed, ARM_DEFINITIONS, toldTo } from '../../../src/usecases/headtohead/arms'
import { armRequest, probeRequest, promptDigests } from '../../../src/usecases/headtohead/arm-requests'
import { factSheet, said, sheetOf, FOUR_RUNNERS, FACTS_OF_RACE } from '../../support/fact-sheet'

const DEPS = { budgetTokens: 8_000, nonce: () => 'abcdefgh12' }
const sheet = factSheet()
const request = (arm: Parameters<typeof armNamed>[0], sample = 0): ReturnType<ReturnType<typeof armRequest>> => { const one = armNamed(arm); return armRequest(DEPS)(toldTo(one, sheet), one, sample) }

test('plain knows the race and names alone; the card more; ours most', () => {
  const [plain, card, ours] = (['plain', 'card', 'ours'] as const).map((arm) => toldTo(armNamed(arm), sheet))
  expect(new Set(plain?.facts.filter(({ runnerId }) => runnerId !== null).map(({ label }) => label))).toEqual(new Set(['horse']))
  expect(card?.facts.some(({ label }) => label === 'jockey')).toBe(true)
  expect(plain?.facts.length).toBeLessThan(card?.facts.length ?? 0)
  expect(card?.facts.length).toBeLessThan(ours?.facts.length ?? 0)
})
test('nobody is told prices, chances, reasons, changes or results', () => {
  const all = sheetOf(FOUR_RUNNERS.map((one) => ({ ...one, facts: [...one.facts, said('price', 'price', 'PRICE-SEEN 3.45'), said('prediction', 'win chance', 'CHANCE-SEEN 31%'), said('rule', 'in its favour', 'RULE-SEEN'), said('market', 'rank', 'MARKET-SEEN')] })), [...FACTS_OF_RACE, said('result', 'winner', 'RESULT-SEEN')])
  for (const one of ARM_DEFINITIONS) expect(armRequest(DEPS)(toldTo(one, all), one, 0).input).not.toMatch(/-SEEN/)
})
test('all arms are asked alike: the same instructions, schema and seats', () => {
  const asked = ARM_DEFINITIONS.map(({ arm }) => request(arm, 1))
  for (const one of asked) expect([one.instructions, one.schema, one.maxOutputTokens, one.input.split('\n')[0]]).toEqual([asked[0]?.instructions, asked[0]?.schema, asked[0]?.maxOutputTokens, asked[0]?.input.split('\n')[0]])
})
test('without a category nothing of it is left; without names no name is', () => {
  expect(request('ours').input).toMatch(/^# speed:/m)
  expect(request('ours-without-speed').input).not.toMatch(/^# speed:/m)
  for (const { horse } of sheet.runners) { expect(request('ours').input).toContain(horse); expect(request('ours-anonymous').input).not.toContain(horse) }
})
test('an answer goes back to the runners that sat in the slots', () => {
  const [first, second] = [request('ours', 0), request('ours', 1)]
  const answer = { p: { r1: 700, r2: 100, r3: 100, r4: 100 } }
  const favourite = (one: typeof first): number | undefined => { const read = one.check(answer); return read.ok ? [...read.value].find(([, chance]) => chance === 0.7)?.[0] : undefined }
  const ids = sheet.runners.map(({ runnerId }) => runnerId)
  expect(ids).toContain(favourite(first))
  // Somewhere among ten samples r1 is another runner.
  expect(new Set(Array.from({ length: 10 }, (_, sample) => favourite(request('ours', sample)))).size).toBeGreaterThan(1)
  expect(favourite(second)).toBe(favourite(request('plain', 1)))
  expect(first.check({ p: { r1: 1 } }).ok).toBe(false)
})
test('the probe takes one slot, and no words', () => {
  const probe = probeRequest(DEPS)(toldTo(armNamed('plain'), sheet))
  const read = probe.check({ winner: 'r2' })
  expect(read.ok && [...read.value]).toEqual(sheet.runners.map(({ runnerId, slot }) => [runnerId, slot === 'r2' ? 1 : 0]))
  for (const wrong of [{ winner: 'r99' }, { winner: sheet.runners[0]?.horse }, {}, null, 'r1']) expect(probe.check(wrong).ok).toBe(false)
})
test('what is registered differs by arm', () => {
  const digests = promptDigests(['plain', 'card', 'ours', 'ours-anonymous', 'ours-without-speed'])
  expect(new Set(Object.values(digests)).size).toBe(6)
  expect(opinionPromptVersion()).toMatch(/^[0-9a-f]{16}$/)
})
