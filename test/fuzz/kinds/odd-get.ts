import type { Draw } from '../draw'
import { json, names } from '../hostile'
import type { Kind } from './kind'

const encode = (value: unknown): string => encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed())

/** One parameter of the query string; sometimes with an array name, or escapes that are none. */
const parameter = (draw: Draw, query: string, variables: unknown): string => {
  const [key, value] = draw.from([['query', query], ['query', query], ['variables', variables], ['operationName', 'Generated'], ['extensions', { persistedQuery: { version: 1, sha256Hash: 'x' } }], ['extensions', json(draw)], ['variables', json(draw)], ['query', json(draw)], [draw.from(names), json(draw)]] as const)
  const name = draw.chance(90) ? key : `${key}${draw.from(['[]', '[0]', '[__proto__]', '.x', '%5B%5D', '%00'])}`
  return draw.chance(93) ? `${name}=${encode(value)}` : draw.from([name, `${name}=`, `${name}=%`, `${name}=%ff`, `${name}=%00`, `${name}=%E0%A4%A`, '&', '=', `${name}=${encode(value)}=1`, `${name}=+`])
}

/** GET with its parameters right, doubled, missing or mangled. */
export const oddGet: Kind = {
  name: 'GET', share: 6,
  make: (draw, { query, variables }) => {
    const count = draw.below(4)
    const parameters = [...(draw.chance(70) ? [`query=${encode(query)}`] : []), ...(draw.chance(60) ? [`variables=${encode(variables)}`] : []), ...Array.from({ length: count }, () => parameter(draw, query, variables))]
    const path = `/graphql?${parameters.join('&')}`.slice(0, 12_000)
    const accept = draw.from(['application/json', 'application/json', 'application/graphql-response+json', '*/*', 'text/html'])
    return { method: 'GET', path, body: null, headers: [['accept', accept], ...(draw.chance(20) ? [[draw.from(['origin', 'sec-fetch-site', 'sec-fetch-mode', 'if-none-match', 'apollo-require-preflight']), draw.from(['null', 'https://x.example', 'cross-site', 'cors', '*', 'W/"x"'])] as const] : [])] }
  },
}
