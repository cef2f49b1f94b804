import { Agent, request } from 'node:http'

/** One request as a client would send it. */
export interface Call { readonly path: string; readonly body: Buffer; readonly headers?: Readonly<Record<string, string>> }
export interface Answer { readonly status: number; readonly body: string }

export const graphqlCall = (query: string, variables: object, path = '/graphql'): Call => ({ path, body: Buffer.from(JSON.stringify({ query, variables })) })

export const agentFor = (concurrency: number): Agent => new Agent({ keepAlive: true, maxSockets: concurrency })

export const send = (base: URL, agent: Agent, call: Call): Promise<Answer> => new Promise((resolve, reject) => {
  const headers = { 'content-type': 'application/json', accept: 'application/json', 'content-length': call.body.length, ...call.headers }
  const sent = request({ host: base.hostname, port: base.port, path: call.path, method: 'POST', agent, headers, timeout: 30_000 }, (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.once('end', () => { resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }) })
    response.once('error', reject)
  })
  sent.once('timeout', () => { sent.destroy(new Error('no answer in 30 s')) })
  sent.once('error', reject)
  sent.end(call.body)
})

export interface LoadResult { readonly ms: number; readonly latenciesMs: readonly number[]; readonly bytes: number }

/** `count` requests over `concurrency` connections, each sent when the one before it on that connection is answered. Any answer that is not a 200 ends it. */
export const closedLoop = async (base: URL, agent: Agent, calls: readonly Call[], count: number, concurrency: number): Promise<LoadResult> => {
  const latenciesMs: number[] = []
  let sent = 0
  let bytes = 0
  const began = performance.now()
  const client = async (): Promise<void> => {
    while (sent < count) {
      const call = calls[sent++ % calls.length] as Call
      const from = performance.now()
      const answer = await send(base, agent, call)
      if (answer.status !== 200) throw new Error(`${base.href}${call.path} answered ${answer.status}: ${answer.body.slice(0, 500)}`)
      latenciesMs.push(performance.now() - from)
      bytes += answer.body.length
    }
  }
  await Promise.all(Array.from({ length: concurrency }, client))
  return { ms: performance.now() - began, latenciesMs, bytes }
}
