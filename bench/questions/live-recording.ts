import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Instant } from '../../src/domain/instant'
import type { Feed } from '../../src/live/feed'
import { ROOT } from '../options'

/** As it was built: it brings types of its own. */
const { replayFeed } = createRequire(join(ROOT, 'dist', 'src', 'package.json'))('./live/feeds/replay/replay-feed.js') as { replayFeed(asked: { readonly files: readonly string[]; readonly from: Instant; readonly speed: number; now(): Instant }): Feed }

/** The last minutes before the advertised start of a win market of 13 runners, of the exchange's own files, which stand beside the repository. */
const MARKET = '1.206064380'
const FILE = resolve(ROOT, '..', 'shared', 'betfair', 'markets', `${MARKET}.ndjson.gz`)
export const hasRecording = (): boolean => existsSync(FILE)

interface Definition { marketTime: string; venue: string; openDate?: string; suspendTime?: string; settledTime?: string; runners: { removalDate?: string }[] }
interface Message { pt: number; mc?: { id: string; marketDefinition?: Definition }[] }
const later = (text: string | undefined, ms: number): string | undefined => (text === undefined ? undefined : new Date(Date.parse(text) + ms).toISOString())

/** The recording as if its start were at `startsAt`, at a place where no race is. */
function moved(startsAt: number, marketId: string): { readonly text: string } {
  const messages = gunzipSync(readFileSync(FILE)).toString('utf8').trim().split('\n').map((line) => JSON.parse(line) as Message)
  const first = messages[0]?.mc?.[0]?.marketDefinition
  if (first === undefined) throw new Error(`${FILE} does not begin with a definition`)
  const ms = startsAt - Date.parse(first.marketTime)
  for (const message of messages) {
    message.pt += ms
    for (const market of message.mc ?? []) {
      market.id = marketId
      const definition = market.marketDefinition
      if (definition === undefined) continue
      Object.assign(definition, { venue: `Bench ${marketId.slice(2)}`, marketTime: later(definition.marketTime, ms), openDate: later(definition.openDate, ms), suspendTime: later(definition.suspendTime, ms), settledTime: later(definition.settledTime, ms) })
      for (const runner of definition.runners) runner.removalDate = later(runner.removalDate, ms) as string
    }
  }
  return { text: messages.map((message) => JSON.stringify(message)).join('\n') }
}

/** A feed that plays the recording at its own pace, `seconds` before the start on, as if it were now. */
export function recordingNow(folder: string, seconds: number): Feed & { readonly marketId: string } {
  const marketId = `1.${Date.now()}`
  const file = join(folder, `${marketId}.ndjson`)
  return {
    name: 'replay', marketId,
    run: async (sink, signal) => {
      mkdirSync(folder, { recursive: true })
      // Making the file takes its time: the excerpt begins when it is there.
      const startsAt = Date.now() + (seconds + 3) * 1_000
      writeFileSync(file, moved(startsAt, marketId).text)
      try {
        const [from, now] = [(startsAt - seconds * 1_000) as Instant, () => Date.now() as Instant]
        await new Promise((done) => { setTimeout(done, Math.max(0, from - now())) })
        await replayFeed({ files: [file], from, speed: 1, now }).run(sink, signal)
      } finally { rmSync(file, { force: true }) }
    },
  }
}
