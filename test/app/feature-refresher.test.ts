import pino from 'pino'
import { startFeatureRefresher } from '../../src/app/feature-refresher'

const lines: { level: number; msg: string }[] = []
const logger = pino({ level: 'debug' }, { write: (line: string) => { lines.push(JSON.parse(line) as { level: number; msg: string }) } })
beforeEach(() => { lines.length = 0 })
/** A promise and the function that settles it. */
const gate = (): { readonly opened: Promise<void>; readonly open: () => void } => {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => { open = resolve })
  return { opened, open }
}

test('runs at once and again after the pause', async () => {
  const thrice = gate()
  let runs = 0
  const refresher = startFeatureRefresher({ everyMs: 1, logger, refresh: async () => { if (++runs === 3) thrice.open(); return runs } })
  await thrice.opened
  await refresher.stop()
  expect(runs).toBe(3)
})

test('0: never', async () => {
  let runs = 0
  await startFeatureRefresher({ everyMs: 0, logger, refresh: async () => ++runs }).stop()
  expect(runs).toBe(0)
})

test('a run that fails is told and does not end it', async () => {
  const again = gate()
  let runs = 0
  const refresher = startFeatureRefresher({ everyMs: 1, logger, refresh: async () => { if (++runs === 1) throw new Error('away'); again.open(); return 0 } })
  await again.opened
  await refresher.stop()
  expect(lines.map(({ msg }) => msg)).toEqual(['features of races to come could not be stored; trying again later'])
})

test('stopping waits for what is under way, tells it to end, and begins nothing more', async () => {
  const [begun, ended] = [gate(), gate()]
  let runs = 0
  const refresher = startFeatureRefresher({ everyMs: 1, logger, refresh: async (signal) => {
    runs++
    begun.open()
    await new Promise((resolve) => { signal.addEventListener('abort', resolve) })
    await ended.opened
    throw new Error('the database is gone')
  } })
  await begun.opened
  let stopped = false
  const stop = refresher.stop().then(() => { stopped = true })
  await Promise.resolve()
  expect(stopped).toBe(false)
  ended.open()
  await stop
  await refresher.stop()
  expect([runs, lines]).toEqual([1, []])
})
