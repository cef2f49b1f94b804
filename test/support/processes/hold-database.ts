import { openEmbeddedServer } from '../../../src/storage/embedded/embedded-server'

/** Opens the embedded server in `<home>`, says so, and gives it up at SIGTERM. */
const main = async (): Promise<void> => {
  const server = await openEmbeddedServer({ home: String(process.argv[2]), settings: { fsync: 'off', shared_buffers: '16MB' } })
  const alive = setInterval(() => undefined, 1 << 30)
  process.once('SIGTERM', () => { void server.close().then(() => { clearInterval(alive) }) })
  process.stdout.write(`open ${server.pid} ${server.url}\n`)
}
void main()
