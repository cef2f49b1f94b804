import type { Pool } from 'pg'
import { historyFeed } from '../../src/storage/features/history-feed'
import { historyStore } from '../../src/storage/features/history-store'
import { withClient } from '../../src/storage/with-client'
import { refreshHistory } from '../../src/usecases/refresh-history'

/** Gathers the earlier runs of a database, as every import does at its end. */
export const foldHistory = ({ url, pool }: { readonly url: string; readonly pool: Pool }): Promise<unknown> =>
  withClient(url, (client) => refreshHistory({ feed: historyFeed(client), store: historyStore(pool), progress: () => undefined, signal: new AbortController().signal }))
