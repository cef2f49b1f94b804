import type { Environment } from '../app/config/read-config'
import type { Output } from './output'

/** What every command is given, and where it leaves an exit code other than 0. */
export interface CliContext { readonly env: Environment; readonly output: Output; exitCode: number }
