import { withClient } from './with-client'

/** A runner as its source names it. */
export interface StarterSource { readonly raceId: number; readonly raceSourceId: string; readonly runnerId: number; readonly horseSourceId: string }

/** All runners of the races, by the ids of their source. */
export const starterSources = (databaseUrl: string, raceIds: readonly number[]): Promise<readonly StarterSource[]> => withClient(databaseUrl, async (client) => {
  const { rows } = await client.query<{ race_id: number; race: string; runner_id: number; horse: string }>(
    'SELECT r.id AS race_id, r.source_id AS race, n.id AS runner_id, h.source_id AS horse FROM races r JOIN runners n ON n.race_id = r.id JOIN horses h ON h.id = n.horse_id WHERE r.id = ANY($1)', [raceIds],
  )
  return rows.map(({ race_id: raceId, race, runner_id: runnerId, horse }) => ({ raceId, raceSourceId: race, runnerId, horseSourceId: horse }))
})
