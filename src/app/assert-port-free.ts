import { createServer } from 'node:net'
import { listenError } from './http/http-errors'

/** Refuses a port that cannot be listened on, before any slow work is done for it. @throws AppError PORT_IN_USE or CONFIG_INVALID */
export const assertPortFree = (host: string, port: number): Promise<void> => new Promise((resolve, reject) => {
  const probe = createServer()
  probe.once('error', (error) => { reject(listenError(error, host, port) as Error) })
  probe.listen(port, host, () => { probe.close(() => { resolve() }) })
})
