import { judgeFor } from '../../../src/usecases/commentary/judge'
import { factSheet } from '../../support/fact-sheet'

/* Runners 101 Silver Ledger, 102 Copper Tide, 103 Night Harbour, 104 Paper Kite; facts `rn.1` horse, `.5` win chance, `.6` last run, `.7` career, `.10` price, `.11` barrier, `.12` weight. */
const judge = judgeFor(factSheet())
const say = (runnerId: number | null, factIds: readonly string[], text: string): string | null => judge({ runnerId, factIds, text })

test.each<[number | null, readonly string[], string]>([
  [101, ['r1.1', 'r1.7'], 'Silver Ledger has a career record of 5 wins from 16 starts.'], [102, ['r2.1', 'r2.10'], 'Copper Tide is 3.75, or 11/4.'], [103, ['r3.1', 'r3.12'], 'Night Harbour carries 55.5 kg.'],
  [101, ['r1.1', 'r1.6'], 'Silver Ledger won over 1,200 m at Myrtle Park in 1:09.85.'], [null, ['race.7', 'race.9'], 'The race is over 1,200 m for 4 runners.'], [101, ['r1.5', 'r2.5', 'r1.1', 'r2.1'], 'Silver Ledger, at 41.2%, stands above Copper Tide at 28.7%.'],
])('true of %s by %j: %s', (runnerId, factIds, text) => { expect(say(runnerId, factIds, text)).toBeNull() })

test.each<[string, number | null, readonly string[], string]>([
  ['another runner\'s value', 101, ['r1.1', 'r1.11'], 'Silver Ledger starts from barrier 4.'], ['an invented number', 101, ['r1.1', 'r1.7'], 'Silver Ledger has 7 wins from 16 starts.'], ['one too many', 102, ['r2.1', 'r2.7'], 'Copper Tide has 3 wins from 21 starts.'],
  ['a number in words', 101, ['r1.1', 'r1.7'], 'Silver Ledger has seven wins from 16 starts.'], ['a fraction', 102, ['r2.1', 'r2.10'], 'Copper Tide is 7/2 here.'], ['a time', 101, ['r1.1', 'r1.6'], 'Silver Ledger ran 1:09.58 last time.'],
  ['facts of a runner that is not named', 101, ['r1.1', 'r2.11'], 'Silver Ledger starts from barrier 1.'], ['a horse of which nothing is cited', 101, ['r1.1', 'r1.11'], 'Silver Ledger starts from barrier 2, inside Night Harbour.'],
  ['no facts', 101, [], 'Silver Ledger has a fine chance here.'], ['facts that are not there', 101, ['r1.99'], 'Silver Ledger has a fine chance here.'], ['advice', 101, ['r1.1'], 'Silver Ledger is a fine bet here.'],
])('refused for %s', (_what, runnerId, factIds, text) => { expect(say(runnerId, factIds, text)).toEqual(expect.any(String)) })
