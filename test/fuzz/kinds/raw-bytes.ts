import type { Draw } from '../draw'
import type { Kind } from './kind'

const good = '{"query":"{ serverTime }"}'
const request = (lines: readonly string[], body = ''): string => `${lines.join('\r\n')}\r\n\r\n${body}`
const head = ['POST /graphql HTTP/1.1', 'host: x', 'content-type: application/json', 'connection: close']

type Make = (draw: Draw) => string
const makers: readonly Make[] = [
  (draw) => request([...head, `content-length: ${draw.from(['0', '1', '5', '25', '27', '9999', '-1', '1e3', '0x10', ' 26', '26, 26', '99999999999999999999', '', 'x'])}`], good),
  (draw) => request([...head, 'content-length: 26', `content-length: ${draw.from(['26', '27', '0'])}`], good),
  (draw) => request([...head, 'transfer-encoding: chunked'], draw.from([`1a\r\n${good}\r\n0\r\n\r\n`, `1a\r\n${good}\r\n`, 'zz\r\nx\r\n', 'ffffffffffffffffff\r\nx', '-1\r\nx\r\n0\r\n\r\n', '1a;ext=1\r\n' + good + '\r\n0\r\nx: y\r\n\r\n', `1\r\n{\r\n19\r\n${good.slice(1)}\r\n0\r\n\r\n`, '0\r\n\r\n', '5\r\nab\r\n', `1A\n${good}\n0\n\n`])),
  (draw) => request([...head, `transfer-encoding: ${draw.from(['chunked', 'gzip, chunked', 'identity', 'x', 'chunked, chunked', ' chunked', 'cow'])}`, 'content-length: 26'], good),
  (draw) => request([`${draw.from(['GET', 'get', 'G E T', '', 'POST'.repeat(50), '\0', 'CONNECT', 'PRI'])} ${draw.from(['/graphql', '*', 'graphql', 'http://x/graphql', 'http://[::1', '/ /', '//', '/\xff', '/\0', 'x:443'])} ${draw.from(['HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/9', 'http/1.1', '', 'SSH-2.0'])}`, 'host: x', 'connection: close']),
  (draw) => request(['GET /graphql?query=%7BserverTime%7D HTTP/1.1', draw.from(['host: x', 'host:', 'host: a b', 'host: x\r\nhost: y', 'host: \0', 'host: http://x/', 'host: x:99999', 'x: y']), 'accept: application/json', 'connection: close']),
  (draw) => request(['GET /healthz HTTP/1.1', 'host: x', draw.from(['bad header', ': x', 'a\tb: c', 'x: \0', ' folded: x', 'x: y\r\n folded', 'é: x', `x: ${'y'.repeat(20_000)}`, Array.from({ length: 2_500 }, (_, i) => `h${i}: v`).join('\r\n'), 'x: \x7f', 'x: y\n', 'x: y\rz']), 'connection: close']),
  (draw) => request([...head.slice(0, 3), 'content-length: 26'], good).repeat(1 + draw.below(5)) + draw.from([request(['GET /healthz HTTP/1.1', 'host: x', 'connection: close']), 'garbage\r\n\r\n', '']),
  (draw) => request([...head, `expect: ${draw.from(['100-continue', '200-ok', '', 'x'])}`, 'content-length: 26'], good),
  (draw) => request(['GET /graphql HTTP/1.1', 'host: x', `connection: ${draw.from(['upgrade', 'Upgrade, close', 'keep-alive, upgrade'])}`, `upgrade: ${draw.from(['websocket', 'h2c', 'x', ''])}`, 'sec-websocket-key: x', 'sec-websocket-version: 13', 'http2-settings: AAMAAABkAAQAAP__']),
  (draw) => { const whole = request([...head, 'content-length: 26'], good); return whole.slice(0, draw.below(whole.length)) },
  (draw) => { const whole = request([...head, 'content-length: 26'], good).split(''); for (let i = 0; i < 1 + draw.below(3); i++) whole[draw.below(whole.length)] = String.fromCharCode(draw.below(256)); return whole.join('') },
  (draw) => draw.from(['', '\r\n', '\r\n\r\n', '\0\0\0\0', 'hello\r\n\r\n', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'GET', 'GET / HTTP/1.1', '{"query":"{ serverTime }"}', 'SSH-2.0-x\r\n', '\xff\xf4\xff\xfd\x06', 'Q\x00\x00\x00\x0dSELECT 1\x00']),
  (draw) => Array.from({ length: draw.below(400) }, () => String.fromCharCode(draw.below(256))).join(''),
]

/** What is not HTTP, or HTTP with its framing broken. */
export const rawBytes: Kind = { name: 'raw bytes', share: 3, make: (draw) => ({ bytes: draw.from(makers)(draw) }) }
