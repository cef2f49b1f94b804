export interface Turns {
  /** Resolves when nobody else has the turn, or `signal` is aborted, with what gives it on; that may be called more than once. */
  readonly take: (signal: AbortSignal) => Promise<() => void>
}
/** One connection is opened at a time: the source counts how fast they come. */
export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve()
  return {
    take: async () => {
      const before = last
      let done = (): void => undefined
      last = new Promise((resolve) => { done = resolve })
      await before
      return done
    },
  }
}
