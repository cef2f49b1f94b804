import type { Server } from 'node:http'

/** Listens on a free port of loopback, tells it to the parent process, and ends with it. */
export const listen = (server: Server): void => {
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address !== null && typeof address === 'object') process.send?.({ port: address.port })
  })
  process.once('disconnect', () => process.exit(0))
  process.once('SIGTERM', () => process.exit(0))
}

export const databaseUrl = (): string => {
  const url = process.env['DATABASE_URL']
  if (url === undefined) throw new Error('DATABASE_URL is not set')
  return url
}
