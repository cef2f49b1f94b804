import type { Logger } from 'pino'
import type { Pool } from 'pg'
import type { MarketView } from '../../domain/market-view'
import { createMeetingStore } from '../../storage/copy-in/meeting-store'
import { adoptedRaces } from '../../storage/live/adopted-races'
import { adoptMarket, type Adoption } from '../../usecases/live/adopt-market'
import type { AdoptedMeeting } from '../../usecases/live/adopted-meeting'

/** Makes races of markets that no card knows, and says so in the log. */
export const adoptWith = ({ databaseUrl, pool, logger }: { readonly databaseUrl: string; readonly pool: Pool; readonly logger: Logger }): (view: MarketView) => Promise<Adoption> => {
  const deps = { store: createMeetingStore(databaseUrl), ...adoptedRaces<AdoptedMeeting>(pool) }
  return async (view) => {
    const made = await adoptMarket(deps, view)
    const market = { feed: view.feed, market: view.marketId }
    if (made.raceId !== null) logger.warn({ ...market, raceId: made.raceId }, 'a race was made of a market that no card knows: nothing is known of it but what the market says')
    else logger.info({ ...market, reason: made.reason }, 'no race was made of a market')
    return made
  }
}
