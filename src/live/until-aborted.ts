import { setTimeout as sleep } from 'node:timers/promises'

/** Resolves after so many milliseconds, or when `signal` is aborted. */
export const untilAborted = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal }).catch(() => undefined)
