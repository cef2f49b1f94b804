import { raceFinder } from '../../../src/app/live/race-finder'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import { testDatabase, type TestDatabase } from '../../support/database'
import { addRaces, FAR_OFF } from '../../support/served-races'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase(); await addRaces(db.pool, [3, 2]) })
afterAll(async () => { await db.close() })

describe('races that documents of prices name', () => {
  it('are found by the id of the graph, with their runners', async () => {
    const race = await raceFinder(db.pool).byId(toGlobalId('Race', 2))
    expect([race?.raceId, race?.number, race?.venueCode, race?.synthetic]).toEqual([2, 2, 'ST', false])
    expect(race?.runners.map(({ runnerId, number, name, withdrawn }) => [runnerId, number, name, withdrawn])).toEqual([[201, 1, 'H201', false], [202, 2, 'H202', false]])
  })
  it('are found by day and number', async () => {
    expect((await raceFinder(db.pool).numbered(FAR_OFF.slice(0, 10), 1)).map(({ raceId }) => raceId)).toEqual([1])
    expect(await raceFinder(db.pool).numbered(FAR_OFF.slice(0, 10), 9)).toEqual([])
  })
  it('are not found by an id of something else, or of nothing', async () => {
    for (const id of [toGlobalId('Runner', 201), toGlobalId('Race', 99), 'R1', '']) expect(await raceFinder(db.pool).byId(id)).toBeNull()
  })
})
