import { listenForStop } from '../../src/app/stop-signals'

describe('signals to stop', () => {
  test('the first aborts; the same wish passed on by npm within a second does not force; a second Ctrl-C later does', () => {
    let now = 10_000
    let forced = 0
    const stop = listenForStop(() => { forced += 1 }, () => now)
    expect(stop.signal.aborted).toBe(false)
    process.emit('SIGINT')
    expect(stop.signal.aborted).toBe(true)
    now += 5
    process.emit('SIGINT')
    now += 900
    process.emit('SIGTERM')
    expect(forced).toBe(0)
    now += 200
    process.emit('SIGINT')
    expect(forced).toBe(1)
    stop.dispose()
  })
  test('after dispose nobody listens', () => {
    const before = process.listenerCount('SIGTERM')
    const stop = listenForStop(() => undefined)
    expect(process.listenerCount('SIGTERM')).toBe(before + 1)
    stop.dispose()
    expect(process.listenerCount('SIGTERM')).toBe(before)
  })
})
