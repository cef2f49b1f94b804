import { endPrograms, startProgram, type Running } from '../../support/built-program'
import { testDatabase, type TestDatabase } from '../../support/database'
import { addRaces } from '../../support/served-races'
import { verified, webhookReceiver, type Receiver } from '../../support/webhook-receiver'
import { addWebhook, SECRET } from '../../support/webhook-world'

let db: TestDatabase
let receiver: Receiver
beforeAll(async () => { db = await testDatabase(); receiver = await webhookReceiver() })
afterAll(async () => { await endPrograms(); await receiver.close(); await db.close() })

const RACES = 30
const EVENTS = RACES * 4
/** A claim of the dead has ended by the clock of who comes after: no test need wait for that. */
const AHEAD_MS = 60_000
const start = (generation: number): Running => startProgram('test/support/processes/keep-webhooks.ts', [db.url, String(generation * AHEAD_MS)])

it('loses nothing when workers are killed in the middle of it, and repeats itself under the same ids alone', async () => {
  await addRaces(db.pool, Array.from({ length: RACES }, () => 4))
  await addWebhook(db.pool, receiver.url, { concurrency: 4 })
  let workers = [start(0), start(0)]
  await Promise.all(workers.map((worker) => worker.saw(/open/)))
  // Answers wait until their sender is dead: those are surely sent again.
  receiver.answer(() => undefined)
  for (let race = 1; race <= RACES / 2; race++) await db.pool.query("UPDATE runners SET status = 'SCRATCHED' WHERE race_id = $1", [race])
  await receiver.count(2)
  for (let generation = 1; generation <= 3; generation++) {
    for (const { process: child } of workers) child.kill('SIGKILL')
    await Promise.all(workers.map(({ finished }) => finished))
    const before = receiver.received.length
    receiver.answer((response) => { response.writeHead(204).end() })
    workers = [start(generation), start(generation)]
    if (generation === 1) for (let race = RACES / 2 + 1; race <= RACES; race++) await db.pool.query("UPDATE runners SET status = 'SCRATCHED' WHERE race_id = $1", [race])
    if (generation < 3) await receiver.count(before + 20)
  }
  while (Number((await db.pool.query("SELECT count(*) FROM webhook_deliveries WHERE state = 'DELIVERED'")).rows[0].count) < EVENTS);
  for (const { process: child } of workers) child.kill('SIGTERM')
  expect((await Promise.all(workers.map(({ finished }) => finished))).map(({ code }) => code)).toEqual([0, 0])

  for (const request of receiver.received) expect(verified(SECRET, request)).toEqual(request.json)
  const told = new Map(receiver.received.map(({ id, json: { data } }) => [id, JSON.stringify([data['runner'], data.version])]))
  expect(told.size).toBe(EVENTS)
  expect(new Set(told.values()).size).toBe(EVENTS)
  expect(receiver.received.length).toBeGreaterThan(EVENTS)
  for (const [id, bodies] of Object.entries(Object.groupBy(receiver.received, ({ id }) => id))) expect([id, new Set(bodies?.map(({ body }) => body)).size]).toEqual([id, 1])
})
