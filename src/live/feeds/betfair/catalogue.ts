import { apiFailure, resultOf } from './api-errors'
import { describedMarket, type CatalogueMarket, type DescribedMarket } from './catalogue-market'
import type { Post } from './post'
import type { BetfairSettings } from './settings'

/** A market that is wanted. */
export interface ListedMarket { readonly marketId: string; readonly startsAt: number }
export interface CatalogueDeps { readonly post: Post; readonly now: () => number; /** A session's token. */ readonly token: string }
export interface Catalogue {
  /** All that is to come by countries and types, first start first. */
  list(deps: CatalogueDeps, signal: AbortSignal): Promise<readonly ListedMarket[]>
  /** Names and numbers of these, as far as Betfair knows them. */
  describe(marketIds: readonly string[], deps: CatalogueDeps, signal: AbortSignal): Promise<readonly DescribedMarket[]>
}

/** Σ weight × markets of one request may be 200 at most; RUNNER_METADATA weighs 1, EVENT and the start nothing, and nothing allows 1000. */
const MOST_WEIGHT = 200
const DESCRIBE_WEIGHT = 1
const LIST_AT_ONCE = 1_000
/** Pages of a list; more markets than there are. */
const MOST_PAGES = 20
const HOUR_MS = 3_600_000
/** Horse racing. */
const EVENT_TYPE = '7'

export const marketFilter = ({ countries, marketTypes }: Pick<BetfairSettings, 'countries' | 'marketTypes'>) => ({
  eventTypeIds: [EVENT_TYPE], ...(countries.length === 0 ? {} : { marketCountries: countries }), ...(marketTypes.length === 0 ? {} : { marketTypeCodes: marketTypes }),
})

export function createCatalogue(settings: Pick<BetfairSettings, 'appKey' | 'apiUrl' | 'countries' | 'marketTypes'>): Catalogue {
  let lastId = 0
  const ask = async (params: object, { post, token }: CatalogueDeps, signal: AbortSignal): Promise<readonly CatalogueMarket[]> => {
    const body = JSON.stringify({ jsonrpc: '2.0', method: 'SportsAPING/v1.0/listMarketCatalogue', params, id: ++lastId })
    const headers = { Accept: 'application/json', 'Content-Type': 'application/json', 'X-Application': settings.appKey, 'X-Authentication': token }
    const answer = await post({ url: settings.apiUrl, headers, body }, signal)
    return resultOf(answer.status, answer.body) as readonly CatalogueMarket[]
  }
  /** Halves what was too much at once. */
  const inParts = async (ids: readonly string[], deps: CatalogueDeps, signal: AbortSignal): Promise<readonly DescribedMarket[]> => {
    try {
      const params = { filter: { marketIds: ids }, marketProjection: ['EVENT', 'MARKET_START_TIME', 'RUNNER_DESCRIPTION', 'RUNNER_METADATA'], sort: 'FIRST_TO_START', maxResults: ids.length }
      return (await ask(params, deps, signal)).map(describedMarket)
    } catch (error) {
      if (ids.length < 2 || apiFailure(error).kind !== 'too-much') throw error
      const half = Math.ceil(ids.length / 2)
      return [...await inParts(ids.slice(0, half), deps, signal), ...await inParts(ids.slice(half), deps, signal)]
    }
  }
  return {
    list: async (deps, signal) => {
      const found = new Map<string, ListedMarket>()
      let from = deps.now() - 2 * HOUR_MS
      for (let page = 0; page < MOST_PAGES; page++) {
        const filter = { ...marketFilter(settings), marketStartTime: { from: new Date(from).toISOString() } }
        const markets = await ask({ filter, marketProjection: ['MARKET_START_TIME'], sort: 'FIRST_TO_START', maxResults: LIST_AT_ONCE }, deps, signal)
        const before = found.size
        for (const { marketId, marketStartTime } of markets) {
          const startsAt = Date.parse(marketStartTime ?? '')
          if (!Number.isNaN(startsAt)) found.set(marketId, { marketId, startsAt })
        }
        if (markets.length < LIST_AT_ONCE || found.size === before) break
        from = Math.max(...[...found.values()].map(({ startsAt }) => startsAt))
      }
      return [...found.values()].sort((a, b) => a.startsAt - b.startsAt || (a.marketId < b.marketId ? -1 : 1))
    },
    describe: async (marketIds, deps, signal) => {
      const described: DescribedMarket[] = []
      const atOnce = Math.floor(MOST_WEIGHT / DESCRIBE_WEIGHT)
      for (let at = 0; at < marketIds.length; at += atOnce) described.push(...await inParts(marketIds.slice(at, at + atOnce), deps, signal))
      return described
    },
  }
}
