import { readHkjc } from '../../src/imports/hkjc/read-hkjc'
import { createMeetingStore } from '../../src/storage/copy-in/meeting-store'
import { importMeetings } from '../../src/usecases/import-meetings'
import { seededDatabase, type TestDatabase } from './database'

const rejects = { add: () => undefined, close: () => Promise.resolve(null) }

/** All Hong Kong races of `../shared/hkjc`, imported once a run without earlier runs gathered; a copy of the test's own. The import takes half a minute. */
export const hongKongDatabase = (folder: string): Promise<TestDatabase> => seededDatabase('hkjc', async ({ url }) => {
  await importMeetings({ store: createMeetingStore(url), progress: () => undefined, rejects, elapsedMs: () => 0 }, readHkjc(folder), { source: 'HKJC', feed: 'hkjc' })
})
