import { createServer } from 'node:http'
import { grafserv } from 'postgraphile/grafserv/node'
import { makePgService } from 'postgraphile/adaptors/pg'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { postgraphile } from 'postgraphile'
import { makeJSONPgSmartTagsPlugin } from 'postgraphile/utils'
import { databaseUrl, listen } from './listen'

/**
 * racegraph's foreign keys also carry columns that keep wrong rows out; PostGraphile would join on all of them and finds no
 * index for the way back. It is told the plain relations instead, which makes it quicker.
 */
const relation = (column: string, table: string, key = 'id'): string => `(${column}) references ${table} (${key})`
const relations = makeJSONPgSmartTagsPlugin({
  version: 1,
  config: {
    class: {
      races: { tags: { foreignKey: relation('meeting_id', 'meetings') } },
      runners: { tags: { foreignKey: relation('race_id', 'races') } },
      results: { tags: { foreignKey: `${relation('runner_id', 'runners')}` } },
    },
    constraint: {
      'races.races_belong_to_a_meeting_of_their_source': { tags: { behavior: '-*' } },
      'runners.runners_start_with_a_race_of_their_source': { tags: { behavior: '-*' } },
      'results.results_are_of_a_runner_of_the_race_that_takes_part': { tags: { behavior: '-*' } },
    },
  },
})

/** PostGraphile 5 with its own recommended preset over the same tables, reading only, without GraphiQL and websockets. */
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [relations],
  pgServices: [makePgService({ connectionString: databaseUrl(), schemas: ['public'], poolConfig: { max: 10 } })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, websockets: false, outputDataAsString: process.env['BENCH_PG_OBJECTS'] === undefined },
  grafast: { explain: false },
})

const start = async (): Promise<void> => {
  const server = createServer()
  await instance.createServ(grafserv).addTo(server)
  if (process.argv.includes('--print-schema')) {
    const { printSchema } = await import('postgraphile/graphql')
    process.stdout.write(printSchema(await instance.getSchema()))
    process.exit(0)
  }
  await instance.getSchema()
  listen(server)
}
start().catch((error: unknown) => { process.stderr.write(`${String(error)}\n`); process.exitCode = 1 })
