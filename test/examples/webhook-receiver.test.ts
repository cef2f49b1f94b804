import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv from 'ajv/dist/2020'
import { createPost } from '../../src/app/webhooks/post'
import { predictionLedger } from '../../src/storage/ledger/prediction-ledger'
import type { Instant } from '../../src/domain/instant'
import { bodyOfPing } from '../../src/usecases/webhooks/payload'
import { signedHeaders } from '../../src/usecases/webhooks/signed'
import { testDatabase, type TestDatabase } from '../support/database'
import { addRaces, addResult, served } from '../support/served-races'
import { webhookReceiver } from '../support/webhook-receiver'
import { addWebhook, SECRET, startKeeper } from '../support/webhook-world'

const ROOT = join(__dirname, '../..')
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const validate = new Ajv({ allErrors: true }).compile(JSON.parse(text('schema/webhook.schema.json')) as object)
const problems = (body: unknown): unknown => (validate(body) ? [] : validate.errors)

let db: TestDatabase
beforeAll(async () => { db = await testDatabase(); await addRaces(db.pool, [3, 2]) })
afterAll(() => db.close())

/** What comes by SQL: a result with a scratching, its amendment, a runner that is out and back, and chances. */
async function happen(): Promise<void> {
  await predictionLedger(db.pool).record([served({ raceId: 2, model: { name: 'm', version: 1 }, chances: [0.25, 0.75] })])
  await addResult(db.pool, 1, [{ position: 1, price: 3 }, { position: null }, { runner: 'LATE_SCRATCHED' }])
}

test('the example in the guide is the one that is run', () => { expect(text('docs/access/webhooks.md')).toContain(`\`\`\`js\n${text('examples/webhooks/receiver.js')}\`\`\``) })

describe('the example', () => {
  let child: ChildProcess
  let said = ''
  const watchers = new Set<() => void>()
  const says = (pattern: RegExp): Promise<RegExpExecArray> => new Promise((resolve) => {
    const watch = (): void => { const found = pattern.exec(said); if (found !== null) { watchers.delete(watch); resolve(found) } }
    watchers.add(watch)
    watch()
  })
  beforeAll(() => {
    child = spawn(process.execPath, [join(ROOT, 'examples/webhooks/receiver.js')], { env: { PORT: '0', WEBHOOK_SECRET: SECRET }, stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout?.on('data', (chunk: Buffer) => { said += chunk.toString(); for (const watch of [...watchers]) watch() })
  })
  afterAll(() => new Promise((resolve) => { child.once('close', resolve); child.kill() }))

  it('takes what is sent, once, and nothing that another signed', async () => {
    const url = `http://127.0.0.1:${(await says(/listening on (\d+)/))[1]}/`
    await addWebhook(db.pool, url)
    const keeper = startKeeper(db.url)
    await happen()
    await Promise.all([says(/^race\.result ST 1 version 1$/m), says(/^race\.scratching ST 1 version 1$/m), says(/^race\.prediction ST 2 version 1$/m)])
    await keeper.close()
    const post = createPost({ timeoutMs: 20_000, allowPrivate: true, userAgent: 'test', now: () => Date.now() })
    const body = bodyOfPing(Date.now() as Instant, 'wh_1')
    const by = (secret: string) => post(url, signedHeaders('msg_1', Date.now() as Instant, body, { secret, previous: null }), body)
    expect([(await by(SECRET)).status, (await by(SECRET)).status, (await by(`whsec_${Buffer.from('of somebody else').toString('base64')}`)).status]).toEqual([204, 204, 401])
    expect(said.match(/^ping$/gm)).toHaveLength(1)
  })
})

test('bodies are as their schema says', async () => {
  await db.pool.query("DELETE FROM webhooks; DELETE FROM webhook_told; DELETE FROM results; UPDATE races SET status = 'OPEN', result_known_at = NULL; UPDATE runners SET status = 'DECLARED'; UPDATE webhook_ledger SET sequence = 0")
  const receiver = await webhookReceiver()
  await addWebhook(db.pool, receiver.url)
  const keeper = startKeeper(db.url)
  await happen()
  await receiver.count(3)
  await db.pool.query("UPDATE results SET position = 2 WHERE runner_id = 101; UPDATE runners SET status = 'DECLARED' WHERE id = 103")
  const all = await receiver.count(5)
  await keeper.close()
  await receiver.close()
  for (const { json } of all) expect(problems(json)).toEqual([])
  expect(all.map(({ json: { type } }) => type).sort()).toEqual(['race.prediction', 'race.result', 'race.result', 'race.scratching', 'race.scratching'])
  expect(problems(JSON.parse(bodyOfPing(Date.now() as Instant, 'wh_1')))).toEqual([])
  const [{ json }] = all as [(typeof all)[number]]
  expect(problems({ ...json, synthetic: 'no' })).not.toEqual([])
  expect(problems({ ...json, data: { ...json.data, version: 0 } })).not.toEqual([])
  const guide = /```json\n([\s\S]*?)```/.exec(text('docs/access/webhooks.md'))?.[1] ?? ''
  expect(problems(JSON.parse(guide))).toEqual([])
})
