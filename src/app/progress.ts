import { SingleBar } from 'cli-progress'

/** Where a long job says how far it is. `total` is an estimate or null while unknown. */
export interface Progress { update(done: number, total: number | null, note?: string): void; finish(): void }
export interface ProgressStream extends NodeJS.WritableStream { readonly isTTY?: boolean | undefined }

const EVERY_MS = 2_000

const bar = (label: string, unit: string, stream: ProgressStream): Progress => {
  const single = new SingleBar({ stream, format: `${label} [{bar}] {value}/{total} ${unit} {note}`, barsize: 30, hideCursor: true, clearOnComplete: false, etaBuffer: 50, fps: 8, gracefulExit: false, noTTYOutput: false })
  let isOn = false
  return {
    update: (done, total, note = '') => {
      const whole = Math.max(total ?? done, done, 1)
      if (!isOn) { single.start(whole, done, { note }); isOn = true; return }
      single.setTotal(whole)
      single.update(done, { note })
    },
    finish: () => { if (isOn) single.stop() },
  }
}

const lines = (label: string, unit: string, stream: ProgressStream, now: () => number): Progress => {
  let said = now()
  let last = ''
  const say = (): void => { if (last !== '') stream.write(`${last}\n`); last = '' }
  return {
    update: (done, total, note = '') => {
      last = `${label}: ${done}${total === null ? '' : ` of ${total}`} ${unit}${note === '' ? '' : ` ${note}`}`
      if (now() - said >= EVERY_MS) { said = now(); say() }
    },
    finish: say,
  }
}

/** A bar on a terminal, a line every two seconds elsewhere. Always on `stream`, which is stderr: stdout is for answers. */
export const createProgress = (label: string, unit: string, stream: ProgressStream = process.stderr, now: () => number = Date.now): Progress =>
  stream.isTTY === true ? bar(label, unit, stream) : lines(label, unit, stream, now)
