import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { AppError, toldClients } from '../domain/errors'

/** Shown instead of anything unexpected. The details go to the log under the same request id. */
export const neutralMessage = 'Something went wrong on our side. Try again; if it stays, report the request id.'

/** The AppError under what graphql-js, graphql-jit and Apollo wrapped around it, or null. */
export const appErrorOf = (error: unknown): AppError | null => {
  for (let at = error, hops = 0; hops < 8; hops++) {
    if (at instanceof AppError) return at
    if (!(at instanceof GraphQLError)) return null
    at = at.originalError
  }
  return null
}

const suggestion = /\s*Did you mean[\s\S]*?\?/g

export interface FormatErrorOptions {
  /** True when introspection is off: messages then say nothing about the schema that the client did not say first. */
  readonly hideSchema: boolean
  /** True while developing: messages suggest names that are nearly those sent. */
  readonly suggestions?: boolean
}

/**
 * The one place where an error becomes what a client sees: `message`, `locations`, `path` and
 * `extensions.code`. An AppError keeps its code and, unless it is about the database, its message; refusals of parsing, validation and
 * coercion keep theirs; everything else becomes INTERNAL_SERVER_ERROR with a neutral message.
 */
export const createFormatError = ({ hideSchema, suggestions = false }: FormatErrorOptions) => (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
  const known = appErrorOf(error)
  if (known !== null) return shown(formatted, known.code === 'INTERNAL_SERVER_ERROR' ? neutralMessage : toldClients(known.code, known.message), { code: known.code })
  if (isBadRequest(error)) return shown(formatted, formatted.message, { code: 'BAD_REQUEST' })
  const code = formatted.extensions?.['code']
  if (code === undefined || code === 'INTERNAL_SERVER_ERROR') return shown(formatted, neutralMessage, { code: 'INTERNAL_SERVER_ERROR' })
  if (!hideSchema && suggestions) return formatted
  if (hideSchema && code === 'BAD_USER_INPUT' && formatted.message.startsWith('Variable "$')) return { ...formatted, message: neutralValue(formatted.message) }
  if (hideSchema && code === 'FORBIDDEN') return withoutTypes(formatted)
  if (hideSchema && code === 'GRAPHQL_VALIDATION_FAILED') return shown(formatted, schemaNeutral, { code })
  return { ...formatted, message: formatted.message.replace(suggestion, '') }
}

/** Apollo gives no code to a persisted query whose hash or version is wrong, only a status. */
export const isBadRequest = (error: unknown): boolean =>
  error instanceof GraphQLError && error.extensions['code'] === undefined && (error.extensions['http'] as { status?: number } | undefined)?.status === 400

/** With introspection off every mismatch reads the same, so that guessing names learns nothing from the answers. */
const schemaNeutral = 'This document does not fit the schema at the place given in `locations`. Introspection is off here: compare it with the published schema.'

/** What graphql says of a value names types, and fields that must be there: this says which variable it is, and where in it. */
const neutralValue = (message: string): string => {
  const variable = /^Variable "\$(\w+)"/.exec(message)?.[1] ?? ''
  const at = /at "([\w.[\]]{1,200})"; [^"]*/.exec(message)?.[1]
  return `The value of the variable "$${variable}" does not fit what it is used for${at === undefined ? '' : `, at "${at}"`}. Introspection is off here: compare it with the published schema.`
}

/** `Type.field` in words and in `extensions.fields`: the client wrote the field, and the type it need not know. */
function withoutTypes(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const fields = formatted.extensions?.['fields']
  if (!Array.isArray(fields)) return formatted
  const names = fields.map((field) => [String(field), String(field).split('.').at(-1) ?? ''] as const)
  return { ...formatted, message: names.reduce((message, [field, name]) => message.replaceAll(field, name), formatted.message), extensions: { ...formatted.extensions, fields: [...new Set(names.map(([, name]) => name))] } }
}

const shown = (formatted: GraphQLFormattedError, message: string, extensions: Record<string, unknown>): GraphQLFormattedError => ({
  message,
  ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
  ...(formatted.path === undefined ? {} : { path: formatted.path }),
  extensions,
})
