import { isIP, Socket } from 'node:net'

/**
 * Nothing in a test reaches beyond this machine: whoever tries is told so, by an error on its socket. Names that can never be resolved (`.invalid`) fail as they would, without anybody being asked.
 * Of child processes only those are held that load this; they are given addresses of this machine alone.
 */
const GUARDED = Symbol.for('racegraph test: only here')
const isHere = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost') || host === '::1' || host === '::' || host === '0.0.0.0' || (isIP(host) === 4 && host.startsWith('127.')) || /^::ffff:127\./i.test(host)

interface Target { readonly host?: string; readonly path?: string | null }
/** `connect(options)`, `connect(port, host)`, `connect(path)`, and the list that net.connect makes of them. */
function hostOf(args: readonly unknown[]): string | null {
  const first = Array.isArray(args[0]) ? (args[0] as readonly unknown[])[0] : args[0]
  if (typeof first === 'object' && first !== null) { const { host, path } = first as Target; return typeof path === 'string' ? null : host ?? null }
  return typeof args[1] === 'string' && !Number.isNaN(Number(first)) ? args[1] : null
}
const refusal = (host: string): Error => (host.endsWith('.invalid')
  ? Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: host })
  : new Error(`a test may not reach ${host}: tests stay on this machine`))

const prototype = Socket.prototype as unknown as { connect: (this: Socket, ...args: unknown[]) => Socket; [GUARDED]?: true }
if (prototype[GUARDED] === undefined) {
  const { connect } = prototype
  prototype[GUARDED] = true
  prototype.connect = function (...args) {
    const host = hostOf(args)
    if (host === null || isHere(host)) return connect.apply(this, [...args])
    process.nextTick(() => { this.destroy(refusal(host)) })
    return this
  }
}
