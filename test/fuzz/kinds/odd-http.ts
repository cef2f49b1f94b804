import { gzipSync } from 'node:zlib'
import type { Draw } from '../draw'
import type { Kind } from './kind'

const methods = ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE', 'SEARCH', 'REPORT', 'M-SEARCH', 'LINK', 'QUERY']
const paths = [
  '/graphql', '/graphql', '/graphql', '/graphql/', '/GraphQL', '//graphql', '/graphql//', '/graphql%00', '/graphql%2f', '/graphql;x=1', '/graphql#x', '/%67raphql', '/healthz', '/readyz', '/healthz/', '/graphiql', '/graphiql/', '/graphiql/graphiql.js.map', '/graphiql/..%2f..%2fpackage.json', '/graphiql/%2e%2e/%2e%2e/package.json',
  '/graphiql/../../package.json', '/graphiql/%00', '/graphiql/__proto__', '/graphiql/constructor', '/../../../etc/passwd', '/..%2f..%2f..%2fetc%2fpasswd', '/%00', '/%', '/%ff', '/%E0%A4%A', '/.git/config', '/.env', '/schema.graphql', '/', '*', '/?', '/metrics', '/admin', `/${'a'.repeat(8_000)}`, '/%F0%9F%98%80', '/__proto__', '/constructor', '/toString',
]
const types = ['application/json', 'application/json; charset=utf-8', 'application/json; charset=utf-16', 'application/json; charset="', 'application/json;;;', 'APPLICATION/JSON', 'application/jsonp', 'application/graphql', 'application/graphql+json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'multipart/form-data; boundary=x', 'text/plain', 'text/html', 'image/png', '', ' ', ',', '/', 'a/b/c', '*/*', 'application/json, text/plain', '__proto__', 'application/cbor', 'application/json; charset=utf-7']
const headerValues = ['', ' ', '*', ',', ';', '"', '0', '-1', 'null', 'gzip', 'br;q=x', 'identity;q=0', '((((', 'a'.repeat(4_000), 'W/"', '../../etc', '__proto__', 'é', '\t', 'bytes=0-', 'application/json;q=NaN', 'multipart/mixed;deferSpec=20220824, application/json', 'multipart/mixed', 'text/event-stream', '%00', 'true']
const headerNames = ['accept', 'accept', 'accept-encoding', 'accept-encoding', 'accept-language', 'origin', 'referer', 'cookie', 'authorization', 'if-none-match', 'if-modified-since', 'range', 'x-request-id', 'x-forwarded-for', 'x-forwarded-host', 'x-http-method-override', 'x-apollo-operation-name', 'apollo-require-preflight', 'x-racegraph-first-party', 'sec-fetch-site', 'content-encoding', 'content-language', 'te', 'forwarded', 'x-real-ip', 'user-agent', '__proto__', 'constructor', 'access-control-request-method', 'access-control-request-headers', 'via', 'prefer']

const header = (draw: Draw): readonly [string, string] => [draw.from(headerNames), draw.from(headerValues)]

/** Whole, well-framed HTTP requests with methods, paths, types, headers and codings that nobody serves. */
export const oddHttp: Kind = {
  name: 'odd HTTP', share: 5,
  make: (draw, operation) => {
    const method = draw.from(methods)
    const headers = Array.from({ length: draw.below(4) }, () => header(draw))
    const text = JSON.stringify(operation)
    const body = method === 'GET' || method === 'HEAD' || method === 'TRACE' ? null : draw.from<Buffer | string | null>([text, text, text, gzipSync(text), Buffer.from([0xff, 0xfe, 0x00]), '', null])
    const typed = body === null ? [] : [['content-type', draw.from(types)] as const]
    return { method, path: draw.from(paths), body, headers: [...typed, ...headers, ...(draw.chance(10) ? headers : [])] }
  },
}
