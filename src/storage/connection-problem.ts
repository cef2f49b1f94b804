import { AppError } from '../domain/errors'

const codeOf = (error: unknown): string => {
  const { code, errors } = error as { readonly code?: string; readonly errors?: readonly { readonly code?: string }[] }
  return code ?? errors?.[0]?.code ?? ''
}

/** Where a database URL leads, without its password: `user@host:port/name`. */
export const describeUrl = (url: string): string => {
  try {
    const { username, host, pathname, searchParams } = new URL(url)
    return `${username === '' ? '' : `${decodeURIComponent(username)}@`}${host || searchParams.get('host') || 'localhost'}${pathname}`
  } catch { return 'a URL that cannot be read' }
}

/** What a failure to connect means, by its code (Node's or PostgreSQL's), and what to do. */
const advice = (code: string, url: string): string | null => {
  const host = describeUrl(url).replace(/^.*@/, '').replace(/\/.*$/, '')
  switch (code) {
    case 'ECONNREFUSED': return `nothing listens on ${host}; start that server or correct the host and port`
    case 'ENOTFOUND': case 'EAI_AGAIN': return `the host of ${host} is not known; correct its name`
    case 'ETIMEDOUT': case 'EHOSTUNREACH': case 'ENETUNREACH': return `${host} does not answer; check the host, port and firewall`
    case 'ENOENT': return `there is no such socket; correct the path`
    case '28P01': case '28000': return 'the user name or password is wrong or not allowed in; correct them'
    case '3D000': return 'that database does not exist; create it with createdb or correct the name'
    case '53300': return 'that server has no free connection; raise its max_connections or lower RACEGRAPH_POOL_SIZE'
    case '57P03': return 'that server is starting up or shutting down; try again in a moment'
    case '42501': return 'that user may not do this; grant it the right to create tables and extensions'
    default: return null
  }
}

/** An error of connecting to `url` as one clear line. `named` says which setting the URL came from. */
export const connectionProblem = (url: string, cause: unknown, named = 'DATABASE_URL'): AppError => {
  if (cause instanceof AppError) return cause
  const reason = advice(codeOf(cause), url) ?? `${cause instanceof Error ? cause.message : String(cause)}; check that it is the URL of a PostgreSQL server`
  return new AppError('DATABASE_UNREACHABLE', `The database at ${describeUrl(url)} (${named}) cannot be used: ${reason}, or unset ${named} to use the embedded PostgreSQL.`, { cause })
}
