import type { Config } from './config/read-config'
import type { RunningServer } from './start'

/** An address that a browser on this machine can open. */
const reachable = (url: string): string => url.replace('//0.0.0.0:', '//localhost:').replace('//[::]:', '//localhost:').replace('//127.0.0.1:', '//localhost:')

const QUERY = '{ nextToJump(first: 3) { name scheduledStart meeting { venue { name } } runners { nodes { number horse { name } jockey { name } } } } }'

const DATA: Readonly<Record<RunningServer['demonstration'], string>> = {
  loaded: 'An invented demonstration season is loaded (source: SYNTHETIC).',
  continued: 'The invented demonstration season was brought up to this week (source: SYNTHETIC).',
  current: 'Showing the database as it is; the invented demonstration season (source: SYNTHETIC) is kept going.',
  elsewhere: 'Showing the database as it is; prices come over Redis from workers (racegraph ingest).',
  off: 'No demonstration season (RACEGRAPH_DEMO is off).',
  'other-data': 'The database holds races of yours, so no demonstration season was added; "npx racegraph import synthetic" adds one.',
}

/** What `start` prints once it listens: addresses, and a query to copy and paste. */
export const whereToGo = ({ url, demonstration }: Pick<RunningServer, 'url' | 'demonstration'>, config: Pick<Config, 'RACEGRAPH_GRAPHIQL'>): string => {
  const base = reachable(url)
  return [
    '',
    `racegraph is ready. ${DATA[demonstration]}`,
    '',
    `  GraphQL   ${base}/graphql`,
    `  REST      ${base}/rest       (a browser: its routes, to be tried out)`,
    ...(config.RACEGRAPH_GRAPHIQL ? [`  GraphiQL  ${base}/graphiql   (a browser: explore, with examples)`, `  Live      ${base}/live       (a browser: odds and chances of the next race, as they move)`] : []),
    '',
    'Try it from another terminal:',
    '',
    `  curl -s ${base}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: QUERY })}'`,
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n')
}
