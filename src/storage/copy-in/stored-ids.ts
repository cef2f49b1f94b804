import type { Client } from 'pg'
import type { IdBlocks } from './id-blocks'
import type { OwnIds } from './meeting-rows'

/** The races and runners that the database has of a meeting. */
export interface StoredIds { readonly meeting: number; readonly races: ReadonlyMap<string, number>; readonly runners: ReadonlyMap<string, number> }

export const storedIds = async (client: Client, meeting: number): Promise<StoredIds> => {
  const read = async (sql: string): Promise<Map<string, number>> => new Map((await client.query<[string, number]>({ text: sql, values: [meeting], rowMode: 'array' })).rows)
  return {
    meeting,
    races: await read('SELECT source_id, id FROM races WHERE meeting_id = $1'),
    runners: await read('SELECT n.source_id, n.id FROM runners n JOIN races r ON r.id = n.race_id WHERE r.meeting_id = $1'),
  }
}

/** Ids for a meeting's rows: what the database has, new ones for the rest. */
export const ownIds = (stored: StoredIds | null, blocks: IdBlocks): OwnIds => ({
  meeting: stored?.meeting ?? blocks.take('meetings'),
  race: (sourceId) => stored?.races.get(sourceId) ?? blocks.take('races'),
  runner: (sourceId) => stored?.runners.get(sourceId) ?? blocks.take('runners'),
})
