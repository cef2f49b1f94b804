import { ApolloServer, type ApolloServerOptions, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql'
import type { Logger } from 'pino'
import { createFormatError } from '../../graphql/errors'
import { createIntrospection } from '../../graphql/scopes/introspection'
import { createVisibleSchemas, type VisibleSchemas } from '../../graphql/scopes/visible-schema'
import { createBoundedCache } from './bounded-cache'
import { firstPartyHeader } from './first-party'
import type { Gate } from './gate'
import { createHiddenNamesPlugin } from './hidden-names-plugin'
import type { HttpSettings } from './http-settings'
import { createOperationPlugin } from './operation-plugin'
import type { GraphContext } from './request-record'

type Gateway = ApolloServerOptionsWithGateway<GraphContext>['gateway']
/** What Apollo calls with each checked operation. */
export type GatewayExecutor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>

export interface GraphDeps { readonly schema: GraphQLSchema; readonly executor: GatewayExecutor; readonly settings: HttpSettings; readonly logger: Logger; readonly gate: Pick<Gate, 'limiter' | 'usage'> }

/** Bytes that hang on a document for each character of its text: syntax tree, facts, plan and compiled function. A race card of 800 characters takes some 80 kB, measured. */
const documentBytesPerCharacter = 120

/** Every default plugin is off: the cache-control one instruments each field, the others report to a third party or serve pages. */
const disabledPlugins = (): ApolloServerPlugin[] => [
  ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginSchemaReportingDisabled(), ApolloServerPluginUsageReportingDisabled(),
]

/** Few are told, and names near those that were sent are looked for while developing only: both cost more than the rest of validation. */
export const validationOptionsOf = ({ suggestions }: Pick<HttpSettings, 'suggestions'>) => ({ maxErrors: 5, hideSuggestions: !suggestions })

/** Apollo Server in front of our own executor, started. */
export const createApollo = async ({ schema, executor, settings, logger, gate }: GraphDeps): Promise<ApolloServer<GraphContext>> => {
  const visibleTo = createVisibleSchemas(schema)
  const format = createFormatError({ hideSchema: !settings.introspection, suggestions: settings.suggestions })
  const hiddenNames = settings.introspection ? [createHiddenNamesPlugin({ schema, visibleTo, format, suggestions: settings.suggestions })] : []
  const apollo = new ApolloServer<GraphContext>({
    gateway: gatewayTo(schema, orSubscribe(asSeen(visibleTo, executor))),
    plugins: [...disabledPlugins(), ...hiddenNames, createOperationPlugin(schema, settings.limits, logger, gate)],
    introspection: settings.introspection,
    formatError: format,
    csrfPrevention: { requestHeaders: ['x-apollo-operation-name', 'apollo-require-preflight', 'graphql-require-preflight', firstPartyHeader] },
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    parseOptions: { maxTokens: settings.limits.maxTokens },
    validationOptions: validationOptionsOf(settings),
    persistedQueries: { cache: createBoundedCache<string>({ maxBytes: settings.persistedQueryBytes, bytesOf: (text) => 2 * text.length }) },
    documentStore: createBoundedCache<DocumentNode>({ maxBytes: settings.documentBytes, bytesOf: (document) => documentBytesPerCharacter * (document.loc?.end ?? 10_000) }),
    stringifyResult: JSON.stringify,
    logger: { debug: () => {}, info: () => {}, warn: (message) => logger.warn(message), error: (message) => logger.error(message) },
  } satisfies ApolloServerOptions<GraphContext> as ApolloServerOptions<GraphContext>)
  await apollo.start()
  return apollo
}

/** A subscription that came this far is checked; its events are executed elsewhere. */
const orSubscribe = (executor: GatewayExecutor): GatewayExecutor => async (operation) => {
  const { subscribe, record } = operation.context as GraphContext
  if (subscribe === null || operation.operation.operation !== 'subscription') return executor(operation)
  const { document, operationName, request } = operation
  subscribe({ document, operationName, variables: request.variables ?? {}, record })
  return { data: null }
}

/** What is asked about the graph is answered by what whoever asks may see of it. */
const asSeen = (visibleTo: VisibleSchemas, executor: GatewayExecutor): GatewayExecutor => {
  const introspection = createIntrospection(visibleTo)
  return async (asked) => {
    const { document, operation, request, context } = asked
    return introspection.run({ document, operation, variables: request.variables ?? {}, scopes: (context as GraphContext).caller.principal.scopes }, (rest) => executor({ ...asked, ...rest }) as Promise<ExecutionResult>) as ReturnType<GatewayExecutor>
  }
}

const gatewayTo = (schema: GraphQLSchema, executor: GatewayExecutor) => ({
  load: async () => ({ executor }),
  onSchemaLoadOrUpdate: (callback: (loaded: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void) => {
    callback({ apiSchema: schema, coreSupergraphSdl: '' })
    return () => {}
  },
  stop: async () => {},
})
