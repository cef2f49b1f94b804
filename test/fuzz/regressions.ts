import { post, type FuzzRequest } from './request'

/** What the fuzzer found once, made small by hand. `says` is in the answer; every answer is judged as any other. */
export interface Regression { readonly name: string; readonly request: FuzzRequest; readonly status: number; readonly says: string }

const costly = 'query A { races(first: 1000) { nodes { runners { nodes { pastRuns(first: 200) { nodes { date } } } } } } }'
const unresolved = 'OPERATION_RESOLUTION_FAILURE'

export const regressions: readonly Regression[] = [
  { name: 'an offer of HTTP/2 hung for ever', request: { bytes: 'GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nhost: x\r\naccept: application/json\r\nconnection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__\r\n\r\n' }, status: 200, says: '"Query"' },
  { name: 'a web socket with half a handshake', request: { bytes: 'GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: x\r\nsec-websocket-version: 13\r\n\r\n' }, status: 400, says: 'Sec-WebSocket-Key' },
  { name: 'a web socket nobody serves hung for ever', request: { bytes: 'GET /nothing HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: x\r\nsec-websocket-version: 13\r\n\r\n' }, status: 404, says: 'NOT_FOUND' },
  { name: 'the only operation, under a wrong name, was executed and answered with 500', request: post({ query: 'query A { __typename }', operationName: 'B' }), status: 200, says: unresolved },
  { name: 'the same under an empty name', request: post({ query: 'query A { __typename }', operationName: '' }), status: 200, says: unresolved },
  { name: 'the same under half a character', request: post({ query: 'query A { __typename }', operationName: '\ud800' }), status: 200, says: unresolved },
  { name: 'the same by GET', request: { method: 'GET', path: '/graphql?query=query%20A%7B__typename%7D&operationName=%', headers: [['accept', 'application/json']], body: null }, status: 200, says: unresolved },
  { name: 'a wrong name went past the limit of cost', request: post({ query: costly, operationName: 'B' }), status: 200, says: unresolved },
  { name: 'the limit of cost itself', request: post({ query: costly, operationName: 'A' }), status: 200, says: 'OPERATION_TOO_COSTLY' },
]
