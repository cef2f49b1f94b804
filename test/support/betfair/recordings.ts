import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

export const recordedLines = (folder: string, market: string): readonly string[] =>
  gunzipSync(readFileSync(join(folder, 'markets', `${market}.ndjson.gz`))).toString('utf8').split('\n').filter((line) => line !== '')

export interface Scenario { readonly market: string; readonly disconnectAfterLine: number; readonly resumeAfterLine: number; readonly clkHeldByClient: string; readonly resubDelta: object; readonly resubImage: object; readonly subImage: object }
export const scenario = (folder: string, name: string): Scenario => JSON.parse(gunzipSync(readFileSync(join(folder, 'scenarios', `${name}.json.gz`))).toString('utf8')) as Scenario
/** A single recorded message, by the name of its file. */
export const recordedMessage = (folder: string, name: string): Readonly<Record<string, unknown>> => JSON.parse(readFileSync(join(folder, 'messages', `${name}.json`), 'utf8')) as Readonly<Record<string, unknown>>
