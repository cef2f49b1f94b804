import { Agent, request } from 'node:http'

/** Asks as `flooded`, so many times a second whatever comes back, from one SIGUSR2 to the next; then it says what came back. */
const [url = '', query = '', perSecond = ''] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const body = JSON.stringify({ query })
const EVERY_MS = 10
let timer: NodeJS.Timeout | null = null
let [sent, owed, began] = [0, 0, 0]
const answers = new Map<number, number>()

const ask = (): void => {
  sent++
  const asked = request(`${url}/graphql`, { method: 'POST', agent, headers: { 'content-type': 'application/json', accept: 'application/json', 'content-length': Buffer.byteLength(body), 'x-key': 'flooded' } }, (response) => {
    answers.set(response.statusCode ?? 0, (answers.get(response.statusCode ?? 0) ?? 0) + 1)
    response.resume()
  })
  asked.on('error', () => { answers.set(0, (answers.get(0) ?? 0) + 1) })
  asked.end(body)
}
const begin = (): void => {
  ;[sent, owed, began] = [0, 0, performance.now()]
  answers.clear()
  timer = setInterval(() => {
    owed = Math.floor(((performance.now() - began) / 1_000) * Number(perSecond))
    while (sent < owed) ask()
  }, EVERY_MS)
}
process.on('SIGUSR2', () => {
  if (timer === null) return begin()
  clearInterval(timer)
  timer = null
  process.stdout.write(`flooded ${JSON.stringify({ sent, ms: Math.round(performance.now() - began), answers: Object.fromEntries(answers) })}\n`)
})
setInterval(() => undefined, 1 << 30)
process.stdout.write('ready\n')
