#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { processOutput } from './output'

enableCompileCache()
// Whoever reads the answer may have enough of it: `racegraph features list | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code === 'EPIPE') process.exit(0); throw error })
/** Set rather than exited with, so that what is still being written gets out. */
const run = async (): Promise<void> => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded after the compile cache is on
  const { runCli } = require('./run-cli') as typeof import('./run-cli.js')
  process.exitCode = await runCli(process.argv.slice(2), { env: process.env, output: processOutput })
}
void run()
