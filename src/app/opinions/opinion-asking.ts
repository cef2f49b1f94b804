import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import type { Instant } from '../../domain/instant'
import type { LlmClient } from '../../llm/llm'
import { opinionRaces } from '../../storage/opinions/opinion-races'
import { opinionStore } from '../../storage/opinions/opinion-store'
import { withRunner } from '../../storage/sql-runner'
import { gatherSheets } from '../../usecases/commentary/gather-sheets'
import type { AskOpinionDeps } from '../../usecases/opinion/ask-opinion'
import type { LoadedModels } from '../../usecases/prediction'
import { sheetReaders } from '../commentary/sheet-readers'

export interface AskingDeps { readonly pool: Pool; readonly client: LlmClient; readonly models: LoadedModels; readonly samples: number; readonly now: () => Instant; readonly warn: (problem: string, cause: unknown) => void }
/** What asking takes, on connections of the pool that are lent for one reading each. No chances are worked out for it: whoever is asked sees none. */
export const opinionAsking = ({ pool, client, models, samples, now, warn }: AskingDeps): Omit<AskOpinionDeps, 'signal'> => {
  const open: Parameters<typeof opinionStore>[0] = (use) => withRunner(pool, use)
  return { client, gather: gatherSheets({ open: sheetReaders(pool), now, model: null, models, warn }), races: opinionRaces(open), store: opinionStore(open), samples, now, nonce: () => randomBytes(12).toString('hex') }
}
