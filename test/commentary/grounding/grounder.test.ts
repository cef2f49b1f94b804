import { createGrounder } from '../../../src/commentary/grounding/create-grounder'
import { numbersIn } from '../../../src/commentary/grounding/numbers'
import { factSheet, FACTS_OF_RACE, FOUR_RUNNERS, said, sheetOf } from '../../support/fact-sheet'

const short = (text: string): readonly string[] => numbersIn(text).map(({ value, ordinal, of, unit }) => [value, ordinal ? 'ordinal' : '', of ? 'of' : '', unit ?? ''].filter((part) => part !== '').join(' '))

test.each<[string, readonly string[]]>([
  ['1,200 m in 1:09.85', ['1200 m', '1:09.85']], ['18.2% and 55.5 kg', ['18.2 %', '55.5 kg']], ['3 wins from 20 starts', ['3 win', '20 start']], ['8th of 11, beaten 4¾ lengths', ['8th of 11 ordinal of', '4¾ length']],
  ['a 7/2 chance', ['7/2']], ['form of 7-8-11', ['7-8-11']], ['No. 4 from barrier 12', ['4 no', '12 barrier']], ['second in a field of 12', ['2 ordinal', '12 of']], ['seven wins, twice a winner', ['7 win', 'twice']],
  ['the 5th last run', ['5 ordinal last']], ['its 1nd win', ['1nd win']], ['on 7 May 2025', ['7 may', '2025']], ['one of the best, first and last', []],
])('%s', (text, tokens) => { expect(short(text)).toEqual(tokens) })

/* Runners 101 Silver Ledger, 102 Copper Tide, 103 Night Harbour, 104 Paper Kite. */
const [one, ...others] = FOUR_RUNNERS
const sheet = sheetOf(one === undefined ? [] : [{ ...one, facts: [...one.facts, said('pastRuns', '2nd last run', '8th of 11 over 1,400 m at Myrtle Park, beaten 2.5 lengths, 31 days ago'), said('form', 'strike rate', '18.2%', { rank: { place: 2, of: 4 } }), said('pastRuns', 'comment on its last run', 'pulled up with 9 lengths to go', { untrusted: true })] }, ...others], FACTS_OF_RACE)
const ids = (label: string): string => sheet.facts.find((fact) => fact.runnerId === 101 && fact.label === label)?.id ?? ''
const say = (text: string, ...labels: readonly string[]): string | null => createGrounder(sheet)({ text, runnerId: 101, factIds: ['r1.1', ...labels.map(ids)] })

test.each<[string, readonly string[]]>([
  ['Silver Ledger was 8th of 11 over 1,400 m, beaten 2.5 lengths.', ['2nd last run']], ['Silver Ledger was eighth over 1,400 m 31 days ago.', ['2nd last run']], ['Silver Ledger has the 2nd-best strike rate of 4 runners, at 18.2%.', ['strike rate']], ['Silver Ledger, number 1 on the card, strikes at 18.2%.', ['strike rate']], ['It strikes at 18.2%, one of the best.', ['strike rate']],
])('holds: %s', (text, labels) => { expect(say(text, ...labels)).toBeNull() })
test.each<[string, readonly string[], RegExp]>([
  ['Silver Ledger was 8th of 12 over 1,400 m.', ['2nd last run'], /8th of 12/], ['Silver Ledger was 11th over 1,400 m.', ['2nd last run'], /11/], ['Silver Ledger was beaten 31 lengths.', ['2nd last run'], /31 length/], ['Silver Ledger was away for 1,400 days.', ['2nd last run'], /1400 day/],
  ['Silver Ledger strikes at 18.2 kg.', ['strike rate'], /18\.2 kg/], ['Silver Ledger has the 3rd-best strike rate.', ['strike rate'], /3/], ['Silver Ledger was ninth last time.', ['2nd last run'], /9/], ['Silver Ledger is a 7/2 chance.', ['strike rate'], /7\/2/], ['Silver Ledger ran 1:09.00.', ['strike rate'], /1:09\.00/],
  ['Silver Ledger was twice a winner.', ['strike rate'], /twice/], ['Silver Ledger starts from barrier 2.', ['2nd last run'], /2 barrier/], ['Silver Ledger had 9 lengths to go.', ['comment on its last run'], /9 length/], ['Silver Ledger won at Randwick.', ['2nd last run'], /Randwick/], ['Silver Ledger is ridden by A Stranger.', ['strike rate'], /Stranger/],
  [`Silver Ledger has the measure of ${FOUR_RUNNERS[1]?.runner.horse ?? ''}.`, ['strike rate'], /names a horse/], ['It strikes well.', ['nothing of the sort'], /do not exist/],
])('does not hold: %s', (text, labels, why) => { expect(say(text, ...labels)).toMatch(why) })

test('facts of one who is not named, and runners that are not there', () => {
  expect(createGrounder(factSheet())({ text: 'Silver Ledger is drawn well.', runnerId: 101, factIds: ['r2.11'] })).toMatch(/does not name/)
  expect(createGrounder(factSheet())({ text: 'It is drawn well.', runnerId: 999, factIds: ['race.1'] })).toMatch(/there is not/)
})
