import { isBelowMedian, markOf, type Mark } from '../../../src/models/tuning/median-rule'

test.each([[1, 1], [2, 2], [3, 3], [4, 3], [5, 5], [7, 5], [8, 8], [100, 89], [144, 144]])('step %d has reached mark %d', (step, mark) => { expect(markOf(step)).toBe(mark) })

const at = (loss: number, fold = 0, mark = 5): Mark => ({ fold, mark, loss })
const others = [1, 2, 3, 4, 5].map((loss) => [at(loss)])
test.each([
  ['better than the median', others, at(2.9), false], ['level with it', others, at(3), false], ['worse than it', others, at(3.1), true],
  ['between the middle two of six', [...others, [at(6)]], at(3.5), false], ['above the middle of six', [...others, [at(6)]], at(3.6), true],
  ['too few to tell', others.slice(1), at(99), false], ['another mark', others, at(99, 0, 8), false], ['another fold', others, at(99, 1), false], ['nobody', [], at(99), false],
])('%s', (_, all, mark, ended) => { expect(isBelowMedian(all, mark)).toBe(ended) })
