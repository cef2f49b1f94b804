import { AppError } from '../domain/errors'
import type { ErrorCode } from '../domain/errors'

/** What a command writes: answers on stdout, everything else on stderr. */
export interface Output { answer(text: string): void; note(text: string): void }

export const processOutput: Output = {
  answer: (text) => { process.stdout.write(text.endsWith('\n') ? text : `${text}\n`) },
  note: (text) => { process.stderr.write(`${text}\n`) },
}

export const EXIT = { ok: 0, failure: 1, usage: 2, interrupted: 130 } as const
const USAGE: readonly ErrorCode[] = ['CONFIG_INVALID', 'BAD_USER_INPUT']

export const exitCodeOf = (error: unknown): number => error instanceof AppError && USAGE.includes(error.code) ? EXIT.usage : EXIT.failure

/** One line for what was expected to go wrong; the stack for what was not. */
export const explain = (error: unknown): string => {
  if (error instanceof AppError) return `racegraph: ${error.message}`
  return `racegraph: this should not have happened; please report it.\n${error instanceof Error ? error.stack ?? error.message : String(error)}`
}
/** With --json a failure is the one document on stdout too. */
export const explainAsJson = (error: unknown): string => JSON.stringify({
  error: error instanceof AppError ? { code: error.code, message: error.message } : { code: 'INTERNAL_SERVER_ERROR', message: error instanceof Error ? error.message : String(error) },
})
