import { OPINION_INSTRUCTIONS } from '../../../src/commentary/opinion/instructions'
import { opinionPrompt, seatsOf } from '../../../src/commentary/opinion/opinion-prompt'
import { factSheet } from '../../support/fact-sheet'

const sheet = factSheet()
const NAMES: Readonly<Record<number, string>> = { 101: 'Silver Ledger', 102: 'Copper Tide', 103: 'Night Harbour', 104: 'Paper Kite' }
const asked = (sample: number, more: object = {}): ReturnType<typeof opinionPrompt> => opinionPrompt(sheet, { sample, budgetTokens: 6_000, nonce: 'abcdefgh1', ...more })

test('runners sit in other slots in each sample, the same each time, and facts go with them', () => {
  const seats = [0, 1, 2, 3, 4, 5].map((sample) => seatsOf(sheet, sample))
  expect(new Set(seats.map(String)).size).toBeGreaterThan(2)
  expect(seatsOf(sheet, 3)).toEqual(seats[3])
  expect(seatsOf({ ...sheet, raceId: 8 }, 0).length).toBe(4)
  for (const sample of [0, 1, 2]) {
    const { input, seats: own, schema } = asked(sample)
    const [line] = input.split('\n').filter((one) => one.includes('"label":"horse"'))
    const horses = (JSON.parse(line ?? '{}') as { readonly facts: Readonly<Record<string, string>> }).facts
    own.forEach((runnerId, i) => { expect(horses[`r${i + 1}.1`]).toBe(NAMES[runnerId]) })
    expect(schema.json).toMatchObject({ properties: { p: { required: ['r1', 'r2', 'r3', 'r4'] } } })
  }
})
test('every order of four is dealt about as often', () => {
  const first = [0, 0, 0, 0]
  for (let sample = 0; sample < 2_000; sample++) { const at = (seatsOf(sheet, sample)[0] as number) - 101; first[at] = (first[at] as number) + 1 }
  for (const count of first) { expect(count).toBeGreaterThan(420); expect(count).toBeLessThan(580) }
})
test('neither prices nor chances of others are told', () => {
  const { input, instructions } = asked(0)
  expect(input).toContain('104.2')
  for (const secret of ['41.2%', '28.7%', '2.50', '6/4', '11/4', 'Boosted trees', '# price', '# prediction', '# market']) expect(input).not.toContain(secret)
  expect(instructions).toBe(OPINION_INSTRUCTIONS)
})
test('what is left out, and names where it is anonymous, are not told', () => {
  expect(asked(0, { leaveOut: ['speed'] }).input).not.toContain('104.2')
  expect(asked(0, { anonymous: true }).input).not.toContain('Silver Ledger')
})
test('who is scratched has no seat', () => {
  const scratched = { ...sheet, runners: sheet.runners.map((runner) => ({ ...runner, scratched: runner.runnerId === 102 })) }
  const { seats, input } = opinionPrompt(scratched, { sample: 0, budgetTokens: 6_000, nonce: 'abcdefgh1' })
  expect([...seats].sort()).toEqual([101, 103, 104])
  expect(input).not.toContain('Copper Tide')
})
test('the digest is of what is told, whatever the nonce', () => {
  expect(asked(0, { nonce: 'zyxwvuts9' }).digest).toBe(asked(0).digest)
  expect(asked(1).digest).not.toBe(asked(0).digest)
})
