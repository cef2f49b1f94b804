import { SCOPES, SCOPE_WORDS } from '../../../access/scope'
import type { JsonSchema } from './sofa'

export const DESCRIPTION = `Meetings, races, horses and predictions by plain requests. The same data, keys, scopes, limits and metering as the graph at \`/graphql\`, which answers whatever else you want to know in one request.

- Every GET also works as HEAD. Answers that may be kept have \`Cache-Control\` and \`ETag\`: send it as \`If-None-Match\`, and what has not changed is 304 without a body.
- Errors are problems (RFC 9457): \`application/problem+json\`. An answer is whole or a problem. Parameters that a route does not take are refused by name.
- \`x-cost\` of a route is what it costs at most with its defaults; \`RateLimit\` tells what is left of your budgets. \`x-scopes\` are the scopes that a key needs.
- What is SYNTHETIC is invented: look at \`source\`.`

const text = (description: string): JsonSchema => ({ type: 'string', description })
export const PROBLEM_SCHEMA: JsonSchema = {
  type: 'object', description: 'What was wrong (RFC 9457).', required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { ...text('URN of the kind of problem.'), format: 'uri' }, title: text('The kind in words.'), status: { type: 'integer', description: 'The HTTP status.' },
    detail: text('What was wrong, where, and what to do.'), instance: text('Id of the request, as in `X-Request-Id`; say it when you report the problem.'), code: { ...text('As in errors of the graph.'), examples: ['BAD_USER_INPUT', 'NOT_FOUND', 'RATE_LIMITED'] },
    missing: { type: 'array', items: { type: 'string', enum: SCOPES }, description: 'Scopes that a key with more would have.' }, fields: { type: 'array', items: { type: 'string' }, description: 'What it is about: fields of the graph, or parameters.' },
    retryAfter: { type: 'integer', description: 'Seconds to wait, as in `Retry-After`.' }, near: { type: 'array', items: { type: 'string' }, description: 'Names like the one that nothing has.' },
  },
}

const header = (description: string, type = 'string'): JsonSchema => ({ description, schema: { type } })
const RETRY: JsonSchema = { 'Retry-After': header('Seconds to wait.', 'integer') }
const REQUEST: JsonSchema = { 'X-Request-Id': header('Id of the request.') }
const LIMITS: JsonSchema = { RateLimit: header('What is left of your budgets, on answers that are not kept.'), 'RateLimit-Policy': header('Your budgets.') }
const problem = (description: string, headers: JsonSchema = {}): JsonSchema =>
  ({ description, headers: { ...headers, ...REQUEST }, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } })

export const PROBLEMS: Readonly<Record<string, JsonSchema>> = {
  BadRequest: problem('A parameter is wrong, missing or not taken, or what is asked for costs too much.'),
  Unauthenticated: problem('Credentials are missing, or not right.', { 'WWW-Authenticate': header('`Bearer`.') }),
  Forbidden: problem('The key lacks scopes: `missing` names them.'),
  NotFound: problem('There is no such thing.'),
  TooMany: problem('A limit is reached.', { ...RETRY, ...LIMITS }),
  ServerError: problem('Something went wrong on our side.'),
  Unavailable: problem('It can not be answered now.', RETRY),
  Timeout: problem('It took too long.'),
  Other: problem('Any other, such as a method or a body that is not taken.'),
}
const refer = (name: string): JsonSchema => ({ $ref: `#/components/responses/${name}` })
export const ERROR_RESPONSES: Readonly<Record<string, JsonSchema>> = {
  400: refer('BadRequest'), 401: refer('Unauthenticated'), 403: refer('Forbidden'), 404: refer('NotFound'), 429: refer('TooMany'), 500: refer('ServerError'), 503: refer('Unavailable'), 504: refer('Timeout'), default: refer('Other'),
}

const KEPT: JsonSchema = { 'Cache-Control': header('How long the answer may be kept; `no-store` for whoever sends credentials.'), ETag: header('Of answers that may be kept.') }
export const ANSWER_HEADERS: JsonSchema = { ...KEPT, ...LIMITS, ...REQUEST }
/** For `If-None-Match`. */
export const UNCHANGED: JsonSchema = { description: 'What you have is still so.', headers: { ...KEPT, ...REQUEST } }

export const SECURITY_SCHEMES: Readonly<Record<string, JsonSchema>> = {
  bearer: { type: 'http', scheme: 'bearer', description: `A key, or a token of the issuer that the server trusts. Scopes: ${SCOPES.map((scope) => `\`${scope}\` (${SCOPE_WORDS[scope]})`).join(', ')}.` },
  apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'A key.' },
}
/** One of them, or none where the server lets anybody in. */
export const SECURITY: readonly JsonSchema[] = [{ bearer: [] }, { apiKey: [] }, {}]
