import type { CommentaryKind } from '../../../src/commentary/commentary'
import { instant, type Instant } from '../../../src/domain/instant'
import { openAiProvider } from '../../../src/llm/openai-client'
import { policyClient } from '../../../src/llm/policy'
import { DEFAULT_POLICY } from '../../../src/llm/policy-settings'
import { startStandInServer, type StandInServer } from '../../../src/llm/stand-in/start-server'
import { REAL_TIMERS } from '../../../src/usecases/live/turns'
import { testDatabase, type TestDatabase } from '../../support/database'
import { ask, listening, testDesk } from '../../support/commentary-desk'
import { factSheet, FACTS_OF_RACE, FOUR_RUNNERS, said, sheetOf } from '../../support/fact-sheet'
import { memoryLedger } from '../../support/llm/memory-ledger'
import { addRaces, addResult, beforeOff, FAR_OFF } from '../../support/served-races'

/* The whole way with the stand-in: it reads what the prompt says, answers by the schema, and what it says holds. */
let database: TestDatabase
let server: StandInServer
beforeAll(async () => { database = await testDatabase(); server = await startStandInServer(); await addRaces(database.pool, [4]) })
afterAll(async () => { await server.close(); await database.close() })

const OFF = instant(FAR_OFF)
test.each<CommentaryKind>(['PREVIEW', 'RUNNER', 'CHANGE', 'REVIEW'])('%s', async (kind) => {
  const over = kind === 'REVIEW'
  if (over) await addResult(database.pool, 1, [{ position: 1 }, { position: 2 }, { position: 3 }, { position: 4 }])
  const now = (): Instant => (over ? OFF + 3_600_000 : beforeOff(60)) as Instant
  const client = policyClient({ provider: openAiProvider({ key: 'none', baseUrl: server.url, onlyLoopback: true, synthetic: true, now }), ledger: memoryLedger(), now, timers: REAL_TIMERS, random: () => 0, tell: () => undefined }, { ...DEFAULT_POLICY, chain: ['stand-in'] })
  const world = testDesk(database, (raceId, asOf) => (kind === 'CHANGE' ? sheetOf(FOUR_RUNNERS, [...FACTS_OF_RACE, said('change', 'going change', 'going from Good to Soft', { also: ['Good', 'Soft'] })], { raceId, asOf, offAt: OFF, synthetic: false }) : factSheet({ raceId, asOf, offAt: OFF, finished: over, synthetic: false })), { client })
  world.at = now()
  const heard = listening()
  world.desk.watch(ask(1, { kind }), heard)
  const told = await heard.ended
  expect(told).toMatchObject({ source: 'MODEL', synthetic: true, fellBack: null })
  expect(told.sentences.length).toBeGreaterThan(0)
  await client.close()
})
