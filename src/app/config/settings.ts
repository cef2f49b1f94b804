import { ALL_BUT_ADMIN } from '../../access/scope'
import { CATEGORIES, isFeatureCategory } from '../../features/registry'
import { EFFORTS, VERBOSITIES } from '../../llm/llm'
import { DEFAULT_FALLBACKS, DEFAULT_MODEL } from '../../llm/models'
import { DEFAULT_POLICY } from '../../llm/policy-settings'
import { defaultHttpSettings as http } from '../http/http-settings'
import { DESK_LIMITS } from '../../usecases/commentary/desk-deps'
import { closedInProduction, decimal, integer, list, offInProduction, onOff, oneOf, optionalText, optionalUrl, text, url } from './define'

const KIB = 1024
const server = (description: string) => ({ group: 'Server', description })
const database = (description: string) => ({ group: 'Database', description })
const limit = (description: string) => ({ group: 'Limits of one operation', description })
const budgets = (description: string) => ({ group: 'Limits of whoever asks', description })
const http_ = (description: string) => ({ group: 'HTTP', description })
const access = (description: string) => ({ group: 'Access', description })
const live = (description: string) => ({ group: 'Live', description })
const webhooks = (description: string) => ({ group: 'Webhooks', description })
const betfair = (description: string) => ({ group: 'Betfair', description })
const llm = (description: string) => ({ group: 'Language model', description })
const commentary = (description: string) => ({ group: 'Commentary', description })
const metering = (description: string) => ({ group: 'Metering', description })

const isOrigin = (value: string): boolean => {
  if (value === '*') return true
  try { return new URL(value).origin === value } catch { return false }
}

/** Every environment variable that racegraph reads. docs/configuration.md is made from this. */
export const SETTINGS = {
  PORT: integer(server('TCP port of the server. 0 takes any free one.'), { min: 0, max: 65_535 }, 4000),
  HOST: text(server('Address to listen on. The default is reached from this machine only; `0.0.0.0` from everywhere: set `RACEGRAPH_ANONYMOUS` first.'), '127.0.0.1'),
  LOG_LEVEL: oneOf(server('Least severe log lines to write.'), ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
  NODE_ENV: oneOf(server('`production` writes logs as JSON even on a terminal, and is closed where nothing is set: no introspection, no GraphiQL. Errors suggest names ("Did you mean") with `development` alone.'), ['development', 'production', 'test'], 'development'),
  RACEGRAPH_HOME: text(server('Folder for everything that racegraph keeps: the embedded PostgreSQL, rejected rows of imports. A relative path counts from the folder you are in; the default stands in the project.'), '.racegraph'),
  RACEGRAPH_DEMO: onOff(server('Load a synthetic demonstration season into an empty database on the first start, and keep it going up to the coming days.'), true),
  RACEGRAPH_DEMO_SEED: integer(server('Seed of the demonstration season. Only read before it is loaded.'), { min: 0, max: 2_147_483_647 }, 1),

  DATABASE_URL: optionalUrl(database('A PostgreSQL (16 or later) of your own, `postgresql://user:password@host:5432/name`. Unset: an embedded one in `RACEGRAPH_HOME`.'), ['postgresql', 'postgres'], true),
  RACEGRAPH_POOL_SIZE: integer(database('Most connections that the server opens.'), { min: 1, max: 500 }, 10),
  RACEGRAPH_ACQUIRE_TIMEOUT_MS: integer(database('How long a request waits for a free connection before it is refused with `OVERLOADED`, milliseconds.'), { min: 10, max: 600_000 }, 5_000),
  RACEGRAPH_STATEMENT_TIMEOUT_MS: integer(database('How long one SQL statement of a request may run before it ends with `TIMEOUT`, milliseconds. 0 = no limit.'), { min: 0, max: 3_600_000 }, 10_000),
  RACEGRAPH_PREPARED_STATEMENTS: integer(database('Prepared statements that one connection keeps; each takes PostgreSQL some 20-50 kB.'), { min: 10, max: 100_000 }, 1_000),

  RACEGRAPH_FEATURE_REFRESH_MS: integer({ group: 'Features', description: 'Pause between two looks for races to come whose stored features are missing or out of date, milliseconds. 0 = none are stored: features are then computed whenever they are asked for.' }, { min: 0, max: 86_400_000 }, 15_000),

  RACEGRAPH_MODELS: optionalText({ group: 'Models', description: 'Folder of the models that are trained here. Unset: `models` in `RACEGRAPH_HOME`. Models that racegraph comes with stand behind them.' }),
  RACEGRAPH_TENSORFLOW: oneOf({ group: 'Models', description: 'What TensorFlow.js computes on: `auto` takes the native library where `@tensorflow/tfjs-node` is installed (`node`), else WebAssembly (`wasm`); `cpu` is plain JavaScript, which is slow.' }, ['auto', 'node', 'wasm', 'cpu'], 'auto'),
  RACEGRAPH_XGBOOST_PATH: optionalText({ group: 'Models', description: 'File of the XGBoost library (libxgboost), which training of forests and boosting needs; predicting needs none. Unset: where the system has it.' }),
  RACEGRAPH_TRACKING_RACES: integer({ group: 'Models', description: 'Races with starting prices, the latest, over which a served model is held against the market for an alert. None while there are fewer.' }, { min: 1, max: 100_000 }, 200),
  RACEGRAPH_TRACKING_ALERT: decimal({ group: 'Models', description: 'How much worse against the market than in its evaluation a model may do over those races before there is an alert, nats a race.' }, { min: 0, max: 100 }, 0.03),
  RACEGRAPH_PRIORITY: list({ group: 'Models', description: 'Categories of features that go before all others, in this order, when rules of a model contradict each other and neither side has the better evidence, e.g. `speed,form`. Unset: the order that each model was trained with, the most telling first. The side that loses counts for less, so this changes chances of models with rules: their evaluation was made without it, and it is not a part of the record of served predictions, which has the chances as they were served.' }, `categories separated by commas: ${CATEGORIES.map(({ category }) => category).join(', ')}`, isFeatureCategory),

  RACEGRAPH_INTROSPECTION: offInProduction({ group: 'GraphQL', description: 'Answer introspection queries (`__schema`, `__type`). GraphiQL and code generators need it. Off, errors do not say either what the schema holds.' }),
  RACEGRAPH_GRAPHIQL: offInProduction({ group: 'GraphQL', description: 'Serve the GraphiQL page at `/graphiql`, and the page `/live`.' }),
  RACEGRAPH_FEDERATION: onOff({ group: 'GraphQL', description: 'Be a subgraph of Apollo Federation 2: `_service` and `_entities` beside everything else. See docs/access/federation.md.' }, false),
  RACEGRAPH_DOCUMENTS: oneOf({ group: 'GraphQL', description: 'Which documents are taken: `any`, or `trusted` ones alone, which were published by "racegraph documents publish" and are asked for by id. Scope `admin` may send any. See docs/access/trusted-documents.md.' }, ['any', 'trusted'], 'any'),
  RACEGRAPH_DOCUMENTS_INTROSPECTION: onOff({ group: 'GraphQL', description: 'With `RACEGRAPH_DOCUMENTS=trusted`: take documents too that ask about the graph itself and nothing else, as GraphiQL and code generators do. `RACEGRAPH_INTROSPECTION` must be on.' }, false),
  RACEGRAPH_TRUSTED_DOCUMENT_BYTES: integer({ group: 'GraphQL', description: 'Memory for texts of trusted documents, bytes; others are read from the database when they are asked for. Their ids are all in memory.' }, { min: 0, max: 4_000_000_000 }, 32 * KIB * KIB),

  RACEGRAPH_MAX_CHARACTERS: integer(limit('Characters of the document.'), { min: 100, max: 64_000_000 }, http.limits.maxCharacters),
  RACEGRAPH_MAX_TOKENS: integer(limit('Lexical tokens of the document.'), { min: 10, max: 1_000_000 }, http.limits.maxTokens),
  RACEGRAPH_MAX_DEPTH: integer(limit('Levels of fields; a root field is level 1.'), { min: 1, max: 200 }, http.limits.maxDepth),
  RACEGRAPH_MAX_INTROSPECTION_DEPTH: integer(limit('Levels below `__schema` and `__type`. The usual introspection query needs 15.'), { min: 1, max: 200 }, http.limits.maxIntrospectionDepth),
  RACEGRAPH_MAX_ALIASES: integer(limit('Fields with an alias, `__typename` included.'), { min: 0, max: 100_000 }, http.limits.maxAliases),
  RACEGRAPH_MAX_ROOT_FIELDS: integer(limit('Root fields.'), { min: 1, max: 10_000 }, http.limits.maxRootFields),
  RACEGRAPH_MAX_FIELDS: integer(limit('Fields after fragments are expanded.'), { min: 1, max: 1_000_000 }, http.limits.maxFields),
  RACEGRAPH_MAX_REPEATS: integer(limit('Times one response key may be repeated in one selection set.'), { min: 1, max: 10_000 }, http.limits.maxRepeats),
  RACEGRAPH_MAX_DIRECTIVES: integer(limit('Directives in the operation.'), { min: 0, max: 100_000 }, http.limits.maxDirectives),
  RACEGRAPH_MAX_DIRECTIVES_ON_ONE: integer(limit('Directives on one field, fragment or operation.'), { min: 0, max: 1_000 }, http.limits.maxDirectivesOnOne),
  RACEGRAPH_MAX_COST: integer(limit('Static cost, as in `extensions.cost`.'), { min: 1, max: 1_000_000_000 }, http.limits.maxCost),
  RACEGRAPH_ASSUMED_LIST_SIZE: integer(limit('Length that the cost assumes of a list of objects that says nothing about its size.'), { min: 1, max: 100_000 }, http.limits.assumedListSize),

  RACEGRAPH_ANONYMOUS: closedInProduction(access('Whoever sends neither key nor token: `open` lets it read what `RACEGRAPH_ANONYMOUS_SCOPES` says, `closed` refuses it.')),
  RACEGRAPH_ANONYMOUS_SCOPES: list(access(`What it may read. Unset: \`${ALL_BUT_ADMIN.join(',')}\`.`), `scopes out of ${ALL_BUT_ADMIN.join(', ')} separated by commas`, (item) => (ALL_BUT_ADMIN as readonly string[]).includes(item)),
  RACEGRAPH_KEYS_STALE_MS: integer(access('Keys are refused, and connections that were opened with one are closed, when the database could not say for so long which were revoked, milliseconds.'), { min: 1_000, max: 86_400_000 }, 30_000),
  RACEGRAPH_JWT_ISSUER: optionalUrl(access('OpenID issuer whose tokens (JSON Web Tokens) are taken beside keys, as in their claim `iss`. Unset: none are.'), ['https', 'http']),
  RACEGRAPH_JWT_AUDIENCE: optionalText(access('Their claim `aud` must hold it. Needed with an issuer.')),
  RACEGRAPH_JWT_JWKS_URL: optionalUrl(access('Where the keys are that they are signed with. Unset: where `/.well-known/openid-configuration` of the issuer says.'), ['https', 'http']),
  RACEGRAPH_JWT_SCOPE_CLAIM: text(access('Claim that holds their scopes, as words with spaces between or a list; words that are no scope here are passed over.'), 'scope'),
  RACEGRAPH_JWT_TIER_CLAIM: text(access('Claim that names their tier.'), 'tier'),
  RACEGRAPH_JWT_TIER: text(access('Tier of tokens that name none.'), 'free'),
  RACEGRAPH_ADMIN_TOKEN: optionalText(access('Whoever sends it as `Authorization: Bearer ...` may read everything, also what is for those who run the server: scope `admin`, e.g. `llmSpend` and the use of all. 16 characters or more. Unset: nobody may.'), true),
  RACEGRAPH_ADMIN_TOKEN_FILE: optionalText(access('File that holds that token and nothing else, instead of it.')),
  RACEGRAPH_LIMITS: oneOf(budgets('Budgets and places of those who ask, by their tier: `enforce` refuses what is over them, `measure` counts it in `/metrics` only, `off` does neither. See docs/access/limits.md.'), ['enforce', 'measure', 'off'], 'enforce'),
  RACEGRAPH_LIMITS_FAIL: oneOf(budgets('With `REDIS_URL`, where all processes count together: what holds while Redis cannot be used. `local`: each process counts by itself; `closed`: everything is refused with `OVERLOADED`; `open`: nothing is.'), ['local', 'closed', 'open'], 'local'),
  RACEGRAPH_TIERS_FILE: optionalText(budgets('JSON file of tiers beside the built-in ones, or instead of them by the same name. Read at the start. See docs/access/limits.md.')),
  RACEGRAPH_BODY_LIMIT_BYTES: integer(http_('Largest request body, bytes.'), { min: KIB, max: 64 * KIB * KIB }, http.bodyLimitBytes),
  RACEGRAPH_CORS_ORIGINS: list(http_('Origins whose pages may read answers, separated by commas, e.g. `https://partner.example`; `*` for any. Unset: none but our own.'), 'origins such as https://partner.example separated by commas, or *', isOrigin),
  RACEGRAPH_TRUST_PROXY: onOff(http_('Believe `X-Forwarded-*` headers. Only behind a proxy that sets them: the last address there that is not of a private network is taken for the client\'s.'), http.trustProxy),
  RACEGRAPH_HSTS_SECONDS: integer(http_('`Strict-Transport-Security` for so many seconds: browsers then take nothing from this host but by TLS, e.g. 31536000. Set it where a proxy in front serves TLS, and nothing else. 0 = none.'), { min: 0, max: 63_072_000 }, http.hstsSeconds),
  RACEGRAPH_COMPRESS_FROM_BYTES: integer(http_('Responses of this many bytes or more are compressed for clients that accept it.'), { min: 0, max: 1_000_000_000 }, http.compressFromBytes),
  RACEGRAPH_PERSISTED_QUERY_BYTES: integer(http_('Memory for automatically persisted queries, bytes.'), { min: 0, max: 4_000_000_000 }, http.persistedQueryBytes),
  RACEGRAPH_DOCUMENT_BYTES: integer(http_('Memory for parsed and validated documents, bytes.'), { min: 0, max: 16_000_000_000 }, http.documentBytes),
  RACEGRAPH_REQUEST_TIMEOUT_MS: integer(http_('A request must have arrived whole within this, milliseconds.'), { min: 100, max: 3_600_000 }, http.requestTimeoutMs),
  RACEGRAPH_HEADERS_TIMEOUT_MS: integer(http_('Its headers must have arrived within this, milliseconds.'), { min: 100, max: 3_600_000 }, http.headersTimeoutMs),
  RACEGRAPH_KEEP_ALIVE_TIMEOUT_MS: integer(http_('A connection without requests is closed after this, milliseconds. Longer than the idle timeout of any proxy in front.'), { min: 100, max: 3_600_000 }, http.keepAliveTimeoutMs),
  RACEGRAPH_DRAIN_TIMEOUT_MS: integer(http_('How long stopping waits for requests in flight, milliseconds.'), { min: 0, max: 3_600_000 }, http.drainTimeoutMs),
  RACEGRAPH_IDLE_GRACE_MS: integer(http_('While stopping, a connection that has been silent this long is closed, milliseconds.'), { min: 0, max: 60_000 }, http.idleGraceMs),

  RACEGRAPH_SIMULATOR: onOff(live('Invent exchange prices of the races of the demonstration season, marked SYNTHETIC, so that there is something live to see. Nothing without `RACEGRAPH_DEMO`.'), true),
  RACEGRAPH_SIMULATOR_MS: integer(live('Between two movements of those prices near the off, milliseconds; hours before it they move every fourth time.'), { min: 50, max: 600_000 }, 1_000),
  RACEGRAPH_SPOOL_BYTES: integer(live('Prices that may wait on disk, in `RACEGRAPH_HOME/spool`, while the database is away, bytes; then feeds wait. A million prices are some 150 MB.'), { min: 1_000_000, max: 1_000_000_000_000 }, 1_000_000_000),
  RACEGRAPH_TICK_DAYS: integer(live('Every change of every price is kept for so many days after it was stored; then bars are left. 0 = for ever.'), { min: 0, max: 36_500 }, 30),
  RACEGRAPH_BAR_1S_DAYS: integer(live('Bars of a second are kept for so many days. 0 = for ever.'), { min: 0, max: 36_500 }, 90),
  RACEGRAPH_BAR_10S_DAYS: integer(live('Bars of ten seconds are kept for so many days; those of a minute stay. 0 = for ever.'), { min: 0, max: 36_500 }, 365),
  RACEGRAPH_REPRICE_MS: integer(live('A race whose market moves is predicted anew at most once in so many milliseconds; the first move after quiet at once. 0 = each time. Each prediction stays in the ledger with its inputs, some 25 kB: 1000 halves what a busy race keeps, and its predictions are some 200 ms late.'), { min: 0, max: 3_600_000 }, 100),
  RACEGRAPH_LIVE_MODELS: list(live('Models that are predicted with anew while races are watched, by name, `name@version` or alias, separated by commas. Those that read no prices only when a card changes. Unset: `champion,fundamentals`.'), 'names of models separated by commas', (name) => /^[\w.-]+(@\d+)?$/.test(name)),
  RACEGRAPH_PRICE_FACT_MS: integer(live('Live prices become facts, which features see as of an earlier instant, at most once in so many milliseconds for each runner and market.'), { min: 0, max: 3_600_000 }, 60_000),
  RACEGRAPH_PRICES_URL: optionalUrl(live('Address of fixed-odds prices in the JSON of docs/live-feeds.md, asked again and again.'), ['http', 'https'], true),
  RACEGRAPH_PRICES_MS: integer(live('Pause between two questions to it, milliseconds.'), { min: 100, max: 86_400_000 }, 5_000),
  RACEGRAPH_PRICES_TIMEOUT_MS: integer(live('It must answer within this, milliseconds.'), { min: 100, max: 600_000 }, 10_000),
  RACEGRAPH_PRICES_KEY: optionalText(live('Sent to it as `Authorization: Bearer ...`.'), true),
  RACEGRAPH_PRICES_BOOKMAKER: optionalText(live('Bookmaker of documents that name none.')),
  RACEGRAPH_WEBHOOK_SECRET: optionalText(live('Senders of prices sign with it (HMAC-SHA256) what they POST to `/feeds/prices`. Unset: nobody can.'), true),
  RACEGRAPH_MAX_CONNECTIONS: integer(live('Live connections (WebSockets, event streams) that one process holds; each is an open file, see `ulimit -n`.'), { min: 0, max: 1_000_000 }, http.live.maxConnections),
  RACEGRAPH_MAX_CONNECTIONS_PER_ADDRESS: integer(live('Live connections from one address. Behind a proxy all come from one, unless `RACEGRAPH_TRUST_PROXY` is on.'), { min: 0, max: 1_000_000 }, http.live.maxConnectionsPerAddress),
  RACEGRAPH_MAX_SUBSCRIPTIONS: integer(live('Operations that run at once on one WebSocket.'), { min: 1, max: 100_000 }, http.live.maxSubscriptions),
  RACEGRAPH_CONNECTION_INIT_MS: integer(live('A WebSocket must have said `connection_init` within this, milliseconds.'), { min: 100, max: 600_000 }, http.live.initTimeoutMs),
  RACEGRAPH_HEARTBEAT_MS: integer(live('Between two pings of a WebSocket or comments of an event stream, milliseconds. A ping that is not answered by the next one ends the connection.'), { min: 100, max: 600_000 }, http.live.heartbeatMs),
  RACEGRAPH_CLIENT_BUFFER_BYTES: integer(live('Bytes on their way to one client; what comes while it has not taken them is kept as its newest state only.'), { min: 1_024, max: 1_000_000_000 }, http.live.clientBufferBytes),
  RACEGRAPH_SLOW_CLIENT_MS: integer(live('A client that takes nothing for so long, while there is something new for it, is told so and closed, milliseconds.'), { min: 100, max: 3_600_000 }, http.live.slowClientMs),

  RACEGRAPH_WEBHOOKS: onOff(webhooks('Workers tell webhooks of results, scratchings and chances. Off: what there is to tell waits. See docs/access/webhooks.md.'), true),
  RACEGRAPH_WEBHOOKS_PRIVATE: onOff(webhooks('Allow webhooks at `http:` and at addresses that are not of the public internet. Whoever may make webhooks can then reach what the server can.'), false),
  RACEGRAPH_WEBHOOKS_TIMEOUT_MS: integer(webhooks('A receiver must have answered within this, milliseconds.'), { min: 50, max: 60_000 }, 10_000),
  RACEGRAPH_WEBHOOKS_RETRIES: list(webhooks('Pauses before each further try, seconds; after the last a delivery is dead, and can be sent by hand. Unset: `5,30,120,600,3600,21600,86400`.'), 'numbers of seconds from 0 to 604800 separated by commas', (item) => /^\d{1,6}(\.\d{1,3})?$/.test(item) && Number(item) <= 604_800),
  RACEGRAPH_WEBHOOKS_POLL_MS: integer(webhooks('Between two looks for something to tell or to send, milliseconds.'), { min: 10, max: 60_000 }, 500),
  RACEGRAPH_WEBHOOKS_WAITING: integer(webhooks('Deliveries that may wait for one webhook. What comes beyond is dead at once.'), { min: 1, max: 1_000_000 }, 10_000),
  RACEGRAPH_WEBHOOKS_KEEP_DAYS: integer(webhooks('Deliveries that ended, and dead ones, are kept for so many days.'), { min: 1, max: 3_650 }, 30),

  REDIS_URL: optionalUrl(live('Redis (6.2 or later) by which several processes work together, `redis://user:password@host:6379/0`, `rediss://` with TLS: `racegraph ingest` publishes what lives, `racegraph serve` serves subscribers. Unset: one process does both by itself. See docs/scaling.md.'), ['redis', 'rediss'], true),
  RACEGRAPH_REDIS_PREFIX: text(live('Before every key in Redis, so that several racegraphs can share one.'), 'racegraph'),
  RACEGRAPH_LEASE_MS: integer(live('With `REDIS_URL`: how long a worker holds a race without renewing, milliseconds. When one dies, another takes over after this and at most two seconds more. When Redis is away for longer, nobody holds a race and its prices are not stored until Redis is back.'), { min: 300, max: 600_000 }, 10_000),
  OPENAI_API_KEY: optionalText(llm('Key of OpenAI, or of whatever speaks its Responses API. Unset: no language model is asked; texts are written from templates, and models that need one say so.'), true),
  OPENAI_API_KEY_FILE: optionalText(llm('File that holds that key and nothing else, instead of it.')),
  OPENAI_BASE_URL: optionalUrl(llm('Address of that API. Unset: `https://api.openai.com/v1`. With `NODE_ENV=test` none but this machine is allowed.'), ['http', 'https']),
  OPENAI_MODEL: text(llm('Model that is asked. `racegraph llm` lists those that are known; any other id is asked without effort and verbosity.'), DEFAULT_MODEL),
  RACEGRAPH_LLM_FALLBACKS: list(llm(`Models that are asked, in this order, once that one is shut down or not found. Unset: \`${DEFAULT_FALLBACKS.join(',')}\`; the same id as \`OPENAI_MODEL\` for none.`), 'ids of models separated by commas', (id) => /^[\w.:/-]{1,100}$/.test(id)),
  RACEGRAPH_LLM_EFFORT: oneOf(llm('How much a model reasons where a request does not say. The nearest that the model knows is taken.'), EFFORTS, DEFAULT_POLICY.effort),
  RACEGRAPH_LLM_VERBOSITY: oneOf(llm('How much it writes where a request does not say.'), VERBOSITIES, DEFAULT_POLICY.verbosity),
  RACEGRAPH_LLM_DAILY_USD: decimal(llm('US dollars that may be spent in a day of UTC. Before each request the most that it can cost is kept of it. 0 = none: nothing is asked.'), { min: 0, max: 1_000_000 }, 5),
  RACEGRAPH_LLM_WORST_INPUT_USD: decimal(llm('What a model without a known price is taken to cost for that, US dollars a million tokens of input. Its cost is still told as unknown.'), { min: 0, max: 100_000 }, DEFAULT_POLICY.worstPrice.input),
  RACEGRAPH_LLM_WORST_OUTPUT_USD: decimal(llm('The same of output.'), { min: 0, max: 100_000 }, DEFAULT_POLICY.worstPrice.output),
  RACEGRAPH_LLM_CONCURRENCY: integer(llm('Requests to the language model at once.'), { min: 1, max: 1_000 }, DEFAULT_POLICY.concurrency),
  RACEGRAPH_LLM_QUEUE: integer(llm('How many more may wait; what comes beyond is not asked.'), { min: 0, max: 100_000 }, DEFAULT_POLICY.queue),
  RACEGRAPH_LLM_RETRIES: integer(llm('How often a request is tried again after a fault that passes, while its deadline lasts.'), { min: 0, max: 20 }, DEFAULT_POLICY.retries),
  RACEGRAPH_LLM_DEADLINE_MS: integer(llm('No request takes longer, retries included, milliseconds.'), { min: 100, max: 3_600_000 }, DEFAULT_POLICY.mostMs),
  RACEGRAPH_LLM_STAND_IN: onOff(llm('Ask a stand-in of racegraph that is no language model, over HTTP on this machine, instead of OpenAI, to see how things work without a key. Everything that it says is marked SYNTHETIC, and is no claim.'), false),
  RACEGRAPH_OPINION_AHEAD_MINUTES: integer(llm('So many minutes before the off the language model is asked for the chances of a race, and again when its field changes: `gpt` and `hybrid` need it. 0 = never; `racegraph opinions` asks by hand.'), { min: 0, max: 10_080 }, 0),
  RACEGRAPH_OPINION_SAMPLES: integer(llm('How often it is asked about each race, with the runners in another order each time. Each is a request that is paid for.'), { min: 1, max: 50 }, 5),
  RACEGRAPH_HYBRID_BASE: text(llm('Model, or alias, whose chances are blended with those of the language model as `hybrid`. It may see prices: the language model does not.'), 'champion'),

  RACEGRAPH_COMMENTARY_MAX_AGE_MS: integer(commentary('Commentary tells of prices and chances: so long after they were looked at it does not stand any more, and is written anew when it is asked for, milliseconds. A change of the card ends it at once; reviews stand for good.'), { min: 1_000, max: 86_400_000 }, DESK_LIMITS.maxAgeMs),
  RACEGRAPH_COMMENTARY_MOVE: decimal(commentary('How much a price must move to be worth a comment on the change: 0.25 = by a quarter. Moves are looked for from 0.25 on.'), { min: 0.25, max: 100 }, DESK_LIMITS.move),
  RACEGRAPH_COMMENTARY_TOKENS: integer(commentary('Tokens of facts that the model is told of a race. What there is no room for is left out, the least important first.'), { min: 1_000, max: 200_000 }, DESK_LIMITS.budgetTokens),
  RACEGRAPH_COMMENTARY_WAIT_MS: integer(commentary('Nobody waits longer for the model, whatever `waitMs` says, milliseconds. 0 = nobody waits.'), { min: 0, max: 60_000 }, DESK_LIMITS.longestWaitMs),
  RACEGRAPH_COMMENTARY_WAITERS: integer(commentary('Operations that wait for the model at once; others are told the template. Each holds one connection of `RACEGRAPH_POOL_SIZE` meanwhile.'), { min: 0, max: 500 }, DESK_LIMITS.waiters),
  RACEGRAPH_COMMENTARY_WRITING: integer(commentary('Commentaries that the model writes at once.'), { min: 1, max: 1_000 }, DESK_LIMITS.writing),
  RACEGRAPH_METERING_FLUSH_MS: integer(metering('How often use is written to the database, milliseconds. A process that is killed loses what it answered in the last of these and the one under way, no more.'), { min: 50, max: 60_000 }, 1_000),
  RACEGRAPH_USAGE_DAYS: integer(metering('Days that use is told apart by client, operation and document. Totals by day and key stay for good. 0 = for ever.'), { min: 0, max: 36_500 }, 400),
  RACEGRAPH_PRICES_FILE: optionalText(metering('JSON file of prices for `racegraph usage invoice`, described in docs/access/metering.md. Unset: invoices have no amounts.')),

  BETFAIR_APP_KEY: optionalText(betfair('Application key of the Betfair exchange. Set, together with user and password, it turns the Betfair feed on.'), true),
  BETFAIR_USERNAME: optionalText(betfair('Betfair user.'), true),
  BETFAIR_PASSWORD: optionalText(betfair('Password of that user.'), true),
  BETFAIR_CERT_FILE: optionalText(betfair('PEM file of the client certificate for the non-interactive login, which Betfair asks of programs. Unset: interactive login.')),
  BETFAIR_KEY_FILE: optionalText(betfair('PEM file of the key of that certificate.')),
  BETFAIR_COUNTRIES: list(betfair('Countries whose markets are taken, e.g. `GB,IE`. Unset: all.'), 'countries by two capital letters separated by commas', (item) => /^[A-Z]{2}$/.test(item)),
  BETFAIR_MARKET_TYPES: list(betfair('Types of markets that are taken. Unset: `WIN,PLACE`.'), 'types by Betfair\'s words, such as WIN, separated by commas', (item) => /^[A-Z][A-Z0-9_]*$/.test(item)),
  BETFAIR_CONFLATE_MS: integer(betfair('How long Betfair may hold changes back to send them in one, milliseconds. 0 = not at all.'), { min: 0, max: 120_000 }, 0),
  BETFAIR_HEARTBEAT_MS: integer(betfair('How often Betfair says that there is nothing new, milliseconds. A line that is silent for twice as long counts as dead.'), { min: 500, max: 5_000 }, 5_000),
  BETFAIR_MAX_CONNECTIONS: integer(betfair('Most connections to the stream at once; each holds 200 markets. An account has 10.'), { min: 1, max: 10 }, 10),
  BETFAIR_STREAM_HOST: text(betfair('Host of the stream.'), 'stream-api.betfair.com'),
  BETFAIR_STREAM_PORT: integer(betfair('Port of the stream.'), { min: 1, max: 65_535 }, 443),
  BETFAIR_IDENTITY_URL: url(betfair('Where to log in; `https://identitysso.betfair.it` and the like elsewhere. A client certificate is shown to `identitysso-cert` beside it.'), ['https'], 'https://identitysso.betfair.com'),
  BETFAIR_API_URL: url(betfair('Where the catalogue of markets is.'), ['https'], 'https://api.betfair.com/exchange/betting/json-rpc/v1'),
  BETFAIR_CA_FILE: optionalText(betfair('PEM file of an authority to trust for all of these instead of the usual ones, for proxies and tests.')),
} as const
