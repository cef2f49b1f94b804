import { FitStopped } from '../model'

/** Lets the event loop turn, so that a signal can come through. @throws FitStopped when it has been aborted */
export async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => { setImmediate(resolve) })
  if (signal.aborted) throw new FitStopped('aborted')
}
