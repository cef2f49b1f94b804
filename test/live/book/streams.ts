import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { PriceSource } from '../../../src/domain/vocabulary'
import { parseChangeMessage, type ChangeMessage, type MarketDefinition, type MarketDelta, type RunnerDelta } from '../../../src/live/book/change-message'
import { createMarketCache, type MarketCache, type MarketCacheOptions } from '../../../src/live/book/market-cache'

export const recordedMessages = (folder: string, name: string): ChangeMessage[] => gunzipSync(readFileSync(join(folder, 'markets', `${name}.ndjson.gz`))).toString().trimEnd().split('\n').map(parseChangeMessage)

export const cache = (more: Partial<MarketCacheOptions> = {}): MarketCache => createMarketCache({ feed: 'betfair', source: PriceSource.EXCHANGE, bookmaker: 'Betfair', synthetic: false, mode: 'live', ...more })

/** A market of runners 1, 2 and 3. */
export const definition = (more: Partial<MarketDefinition> = {}): MarketDefinition => ({
  status: 'OPEN', inPlay: false, version: 100, marketType: 'WIN', marketTime: '2026-05-01T04:30:00.000Z', venue: 'Moe', countryCode: 'AU', bspReconciled: false,
  runners: [1, 2, 3].map((id) => ({ id, status: 'ACTIVE', sortPriority: id })), ...more,
})
let pt = 1_000
/** A message about market `1.1`, a millisecond after the one before. */
export const about = (delta: Omit<MarketDelta, 'id'> & { readonly id?: string }, more: Partial<ChangeMessage> = {}): ChangeMessage => ({ op: 'mcm', pt: pt++, mc: [{ id: '1.1', ...delta }], ...more })
export const image = (rc: readonly RunnerDelta[] = [], more: Partial<MarketDefinition> = {}): ChangeMessage => about({ img: true, marketDefinition: definition(more), rc }, { ct: 'SUB_IMAGE' })
