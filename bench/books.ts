import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createBooks } from '../src/live/book/books'
import { parseChangeMessage } from '../src/live/book/change-message'
import { createMarketCache } from '../src/live/book/market-cache'
import { median } from './measure'
import { ROOT, type BenchOptions } from './options'

export const describe = 'messages of recorded markets a CPU-second: JSON alone, with the books, with views of every change'

/** Messages a CPU-second, parsed and taken into the books. */
const BAR = 40_000
const RECORDINGS = [['1.206064380', 'Moe, official', 'recorded'], ['1.241629436', 'Lingfield, live', 'live']] as const
/** Passes of a round, so that it takes a good part of a second. */
const PASSES = 8

export interface BookRates { readonly recording: string; readonly name: string; readonly messages: number; readonly parse: number; readonly reduce: number; readonly withViews: number; readonly changes: number; readonly met: boolean }
export interface BooksMeasurement { readonly rounds: number; readonly bar: number; readonly recordings: readonly BookRates[] }

const perCpuSecond = (messages: number, work: () => void): number => {
  const before = process.cpuUsage()
  for (let pass = 0; pass < PASSES; pass++) work()
  const { user, system } = process.cpuUsage(before)
  return messages * PASSES / ((user + system) / 1e6)
}

function measure(folder: string, [recording, name, mode]: (typeof RECORDINGS)[number], rounds: number): BookRates {
  const lines = gunzipSync(readFileSync(join(folder, `${recording}.ndjson.gz`))).toString().trimEnd().split('\n')
  const [parse, reduce, withViews]: [number[], number[], number[]] = [[], [], []]
  let changes = 0
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    const rates = [
      perCpuSecond(lines.length, () => { for (const line of lines) parseChangeMessage(line) }),
      perCpuSecond(lines.length, () => { const books = createBooks(); for (const line of lines) books.apply(parseChangeMessage(line)) }),
      perCpuSecond(lines.length, () => {
        const markets = createMarketCache({ feed: 'bench', source: 'EXCHANGE', bookmaker: 'Betfair', synthetic: false, mode })
        changes = 0
        for (const line of lines) changes += markets.apply(parseChangeMessage(line)).changes.length
      }),
    ]
    if (round > 0) for (const [i, list] of [parse, reduce, withViews].entries()) list.push(rates[i] ?? 0)
  }
  const rate = median(reduce)
  return { recording, name, messages: lines.length, parse: Math.round(median(parse)), reduce: Math.round(rate), withViews: Math.round(median(withViews)), changes, met: rate >= BAR }
}

export const run = (options: BenchOptions): Promise<BooksMeasurement> => {
  const folder = join(ROOT, '..', 'shared', 'betfair', 'markets')
  if (!existsSync(folder)) throw new Error('../shared/betfair is not there: THE BOOKS WERE NOT MEASURED. Put the recordings beside the repository.')
  const recordings = RECORDINGS.map((recording) => measure(folder, recording, options.rounds))
  const count = (value: number): string => value.toLocaleString('en')
  options.say([
    `\n${options.markdown ? '### ' : ''}books\n`, `Messages a CPU-second, medians of ${options.rounds} rounds; Node ${process.versions.node}. The bar is on JSON and books together.\n`,
    `| recording | messages | JSON alone | and books (bar ${count(BAR)}) | | and views | changes |`, '|---|---:|---:|---:|---|---:|---:|',
    ...recordings.map((one) => `| ${one.recording} (${one.name}) | ${count(one.messages)} | ${count(one.parse)} | ${count(one.reduce)} | ${one.met ? 'met' : '**missed**'} | ${count(one.withViews)} | ${count(one.changes)} |`),
  ].join('\n'))
  return Promise.resolve({ rounds: options.rounds, bar: BAR, recordings })
}
