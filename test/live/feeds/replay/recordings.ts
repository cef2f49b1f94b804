import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import type { Instant } from '../../../../src/domain/instant'
import type { MarketChange, FeedHealth, FeedSink } from '../../../../src/live/feed'
import { replayFeed, type ReplayOptions } from '../../../../src/live/feeds/replay/replay-feed'
import { definition } from '../../book/streams'

/** Official style: no subscription, con everywhere. */
export const line = (pt: number, id: string, ltp: number, more: object = {}): string => JSON.stringify({ op: 'mcm', clk: '1', pt, mc: [{ id, con: true, img: false, marketDefinition: definition(), rc: [{ id: 1, ltp }], ...more }] })
export const text = (...lines: readonly string[]): string => lines.map((one) => `${one}\n`).join('')

export const bzip2 = (content: string): Buffer => execFileSync('bzip2', ['-c'], { input: content, maxBuffer: 64 * 1024 * 1024 })
export const gzip = (content: string): Buffer => gzipSync(content)
export const tar = async (members: Readonly<Record<string, Buffer | string>>): Promise<Buffer> => {
  const archive = pack()
  for (const [name, content] of Object.entries(members)) archive.entry({ name }, content)
  archive.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of archive) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
export const write = (folder: string, name: string, content: Buffer | string): string => { const file = join(folder, name); writeFileSync(file, content); return file }

export interface Played { readonly changes: MarketChange[]; readonly evicted: string[]; readonly health: FeedHealth[]; readonly error: unknown }
/** Last price of runner 1 after each change, with the market. */
export const prices = ({ changes }: Pick<Played, 'changes'>): string[] => changes.map(({ view }) => `${view.marketId} ${view.selections[0]?.lastTraded ?? '-'}`)

/** Plays to the end, or until `until` says so of the changes so far. */
export async function play(files: readonly string[], options: Partial<ReplayOptions> = {}, until: (played: Pick<Played, 'changes'>) => boolean = () => false): Promise<Played> {
  const played: { changes: MarketChange[]; evicted: string[]; health: FeedHealth[]; error: unknown } = { changes: [], evicted: [], health: [], error: null }
  const abort = new AbortController()
  const sink: FeedSink = {
    markets: (changes) => { played.changes.push(...changes); if (until(played)) abort.abort() },
    evicted: (ids) => { played.evicted.push(...ids) },
    health: (health) => { played.health.push(health) },
  }
  try { await replayFeed({ files, speed: 'max', from: null, now: () => 0 as Instant, ...options }).run(sink, abort.signal) } catch (error) { played.error = error }
  return played
}
