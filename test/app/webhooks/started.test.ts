import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endPrograms, racegraph, startProgram } from '../../support/built-program'
import { testDatabase, type TestDatabase } from '../../support/database'
import { temporaryFolder } from '../../support/temporary-folder'
import { webhookReceiver, type Receiver } from '../../support/webhook-receiver'
import { addWebhook } from '../../support/webhook-world'

let db: TestDatabase
let receiver: Receiver
let folder: ReturnType<typeof temporaryFolder>
beforeAll(async () => { db = await testDatabase(); receiver = await webhookReceiver(); folder = temporaryFolder() })
afterAll(async () => { await endPrograms(); await receiver.close(); await db.close(); folder.remove() })

/** An example in a far year, so that it is to come whenever this is run. */
const example = (name: string): string => {
  const path = join(folder.path, name)
  writeFileSync(path, readFileSync(join(__dirname, '../../../examples/cards', name), 'utf8').replaceAll('2027-', '2099-'))
  return path
}

test('a server that was started tells of what another process imports, and /metrics of it', async () => {
  await addWebhook(db.pool, receiver.url, { events: ['RESULT', 'SCRATCHING'] })
  const env = { DATABASE_URL: db.url, RACEGRAPH_HOME: folder.path, RACEGRAPH_DEMO: 'off', PORT: '0', LOG_LEVEL: 'warn', RACEGRAPH_WEBHOOKS_PRIVATE: 'on', RACEGRAPH_WEBHOOKS_POLL_MS: '20' }
  const server = startProgram('src/cli/main.ts', ['start'], env)
  const url = /(http:\/\/localhost:\d+)\/graphql/.exec(await server.saw(/Ctrl-C stops it\.\n/))?.[1] ?? ''
  const imported = async (kind: string, name: string): Promise<void> => { expect(await racegraph(['import', kind, example(name)], env)).toMatchObject({ code: 0 }) }
  await imported('racecard', 'racecard-hongkong.json')
  await imported('racecard', 'racecard-hongkong-changed.json')
  await receiver.count(1)
  await imported('results', 'results-hongkong.json')
  const told = await receiver.count(2)
  expect(told.map(({ json }) => json)).toMatchObject([
    { type: 'race.scratching', data: { withdrawn: true, runner: { number: 3, horse: 'Ferry To Nowhere' }, race: { number: 1, venue: { code: 'EXHK' } } } },
    { type: 'race.result', synthetic: false, data: { amended: false, race: { number: 1, status: 'FINAL' }, placings: [{ position: 1, status: 'DEAD_HEAT', runner: { number: 1 } }, { position: 1, status: 'DEAD_HEAT', runner: { number: 4 } }, { position: 3, runner: { number: 2 } }] } },
  ])
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('racegraph_webhooks_active 1\n')
  server.process.kill('SIGTERM')
  expect((await server.finished).code).toBe(0)
  expect(receiver.received).toHaveLength(2)
})
