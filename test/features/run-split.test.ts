import { marketAsOf, raceAsOf } from '../../src/domain/as-of'
import { dayOf, instant } from '../../src/domain/instant'
import { buildFrame } from '../../src/features/frame'
import { everyRun, runSplit } from '../../src/features/run-split'
import { runnerCursor } from '../../src/features/views'
import { daysBefore, finished, historyBefore, OFF, raceCard, type RunnerPart } from '../support/racing-world'

const runners: RunnerPart[] = [1, 2, 3].map((horseId) => ({ horseId, number: horseId, barrier: horseId, jockeyId: horseId }))
/** Horses 1 and 2 met three times, and 1 won each time; horse 3 never ran. */
const history = [90, 30, 9].map((days) => finished({ off: daysBefore(days), runners: runners.slice(0, 2) }, [{ position: 1 }, { position: 2 }]))
const card = raceCard({ runners })
const frame = buildFrame([{ race: raceAsOf(card, historyBefore(history, dayOf(instant(OFF))), card.offAt), market: marketAsOf({ prices: [], startingPrices: new Map() }, card.offAt, card.offAt) }])
const won = runSplit((run) => run.won === 1)

test('sums are those of the runner where the cursor stands, also when it comes back', () => {
  const cursor = runnerCursor(frame)
  const seen = [0, 1, 2, 0].map((i) => {
    const r = cursor.seek(i)
    const all = r.past.split(everyRun, r).fitting
    const { fitting, others } = r.past.split(won, r)
    return [all.runs, all.wins, all.places, all.beaten, fitting.runs, others.runs]
  })
  expect(seen).toEqual([[3, 3, 3, 3, 3, 0], [3, 0, 3, 0, 0, 3], [0, 0, 0, 0, 0, 0], [3, 3, 3, 3, 3, 0]])
})
