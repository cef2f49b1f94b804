/** Where the live side counts; `app/metrics.ts` gives it out at /metrics. Times are milliseconds. */
export interface LiveMeter {
  /** Publish time at the source to receipt; not of replays. */
  feedLag(feed: string, ms: number): void
  messages(feed: string, count: number): void
  reconnect(feed: string): void
  /** Receipt at the worker to the hand-over to a subscriber's socket. */
  toClient(ms: number): void
  /** Receipt of a price to the publication of the prediction that it made. */
  toPrediction(ms: number): void
  /** Updates that a newer one took the place of before they were sent, or clients that were closed for being slow. */
  dropped(why: 'conflated' | 'slow-client', count: number): void
  /** A number that is asked for when somebody looks, e.g. books open, queue depth. Names as in Prometheus, without prefix. */
  gauge(name: string, help: string, value: () => number): void
}
export const NO_METER: LiveMeter = { feedLag: () => undefined, messages: () => undefined, reconnect: () => undefined, toClient: () => undefined, toPrediction: () => undefined, dropped: () => undefined, gauge: () => undefined }
