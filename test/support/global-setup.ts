import { buildProgram } from './built-program'
import { startTestServer } from './test-server'
import type { TestServer } from './test-server'

/** Workers find the server by these two variables. */
export const SERVER_URL = 'RGT_SERVER_URL'
export const PREFIX = 'RGT_PREFIX'
declare global { var racegraphTestServer: TestServer | undefined }

export default async (): Promise<void> => {
  buildProgram()
  const server = await startTestServer()
  globalThis.racegraphTestServer = server
  process.env[SERVER_URL] = server.url
  process.env[PREFIX] = server.prefix
}
