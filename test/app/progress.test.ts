import { Writable } from 'node:stream'
import { createProgress } from '../../src/app/progress'

const sink = () => {
  let text = ''
  return { stream: new Writable({ write(chunk: Buffer, _encoding, done) { text += chunk.toString(); done() } }), text: () => text }
}

describe('progress where there is no terminal', () => {
  test('a line every two seconds and one at the end; never more', () => {
    const { stream, text } = sink()
    let now = 0
    const progress = createProgress('Loading', 'meetings', stream, () => now)
    for (const [at, done] of [[0, 1], [1_999, 2], [2_000, 3], [3_000, 4], [4_500, 5], [4_600, 6]] as const) { now = at; progress.update(done, 6) }
    progress.finish()
    expect(text()).toBe('Loading: 3 of 6 meetings\nLoading: 5 of 6 meetings\nLoading: 6 of 6 meetings\n')
  })
  test('nothing was done: nothing is said', () => {
    const { stream, text } = sink()
    createProgress('Loading', 'meetings', stream).finish()
    expect(text()).toBe('')
  })
  test('an unknown total is not made up', () => {
    const { stream, text } = sink()
    const progress = createProgress('Loading', 'meetings', stream)
    progress.update(7, null, '80 rows')
    progress.finish()
    expect(text()).toBe('Loading: 7 meetings 80 rows\n')
  })
})

test('on a terminal the bar goes to that stream', () => {
  const { stream, text } = sink()
  const progress = createProgress('Loading', 'meetings', Object.assign(stream, { isTTY: true, cursorTo: () => true, clearLine: () => true, moveCursor: () => true }))
  progress.update(1, 2)
  progress.update(2, 2)
  progress.finish()
  expect(text()).toContain('2/2 meetings')
})
