import Fastify from 'fastify'
import { GraphQLScalarType } from 'graphql'
import mercurius from 'mercurius'
import { Meeting } from '../../src/storage/entities/meeting.entity'
import { Race } from '../../src/storage/entities/race.entity'
import type { Runner } from '../../src/storage/entities/runner.entity'
import { createDataSource } from '../../src/storage/data-source'
import { databaseUrl, listen } from './listen'
import { loadersOver } from './mercurius-loaders'
import { SCHEMA } from './mercurius-schema'

/** Mercurius with its just-in-time compiler on, TypeORM repositories and one loader a relation. */
const start = async (): Promise<void> => {
  const source = await createDataSource(databaseUrl()).initialize()
  const meetings = source.getRepository(Meeting)
  const races = source.getRepository(Race)
  const app = Fastify({ logger: { level: 'warn' } })
  await app.register(mercurius, {
    schema: SCHEMA,
    jit: 1,
    graphiql: false,
    resolvers: {
      DateTime: new GraphQLScalarType({ name: 'DateTime', serialize: (value) => (value as Date).toISOString() }),
      Query: {
        meeting: (_: unknown, { date, venue }: { date: string; venue: string }) => meetings.findOne({ where: { date, kind: 'FLAT', venue: { code: venue } } }),
        race: (_: unknown, { id }: { id: string }) => races.findOneBy({ id: Number(id) }),
        races: async (_: unknown, { first }: { first: number }) => ({ nodes: await races.find({ order: { scheduledStart: 'ASC', id: 'ASC' }, take: first }) }),
      },
      Race: { distance: (race: Race) => race.distanceM },
      Runner: { weight: (runner: Runner) => (runner.weightKg === null ? null : Number(runner.weightKg)) },
    },
    loaders: loadersOver(source) as NonNullable<Parameters<typeof mercurius>[1]['loaders']>,
  })
  await app.ready()
  listen(app.server)
}
start().catch((error: unknown) => { process.stderr.write(`${String(error)}\n`); process.exitCode = 1 })
