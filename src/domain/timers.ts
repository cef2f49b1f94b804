/** Waiting, so that tests need not. */
export interface Timers {
  /** Runs once after so many milliseconds; the call that is given back takes it off. */
  after(ms: number, run: () => void): () => void
}
