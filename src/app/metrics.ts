import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { LiveMeter } from '../usecases/live/meter'

export interface Metrics {
  readonly meter: LiveMeter
  /** Told of each request or operation that limits refused, or would have with `measure`. */
  limited(what: string, tier: string): void
  /** Told of each answered request. */
  request(route: string, status: number, ms: number): void
  readonly contentType: string
  /** Everything, in the text format of Prometheus. */
  text(): Promise<string>
}

const PREFIX = 'racegraph_'
const SECOND_MS = 1_000
/** Seconds: from a millisecond, which a reprice takes, to half a minute, which is an outage. */
const LAGS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30]

/** What is counted of this process. One registry each, so that several gateways in one process keep apart. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const histogram = <L extends string>(name: string, help: string, labelNames: readonly L[] = []): Histogram<L> => new Histogram({ name: PREFIX + name, help, labelNames, buckets: LAGS, registers })
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> => new Counter({ name: PREFIX + name, help, labelNames, registers })
  const lag = histogram('feed_lag_seconds', 'From publication at the source to receipt here; the clocks of both are in it.', ['feed'])
  const toClient = histogram('receipt_to_client_seconds', 'From receipt of a price or a prediction to its hand-over to the socket of a subscriber; of one delivery in 32.')
  const toPrediction = histogram('receipt_to_prediction_seconds', 'From receipt of a price to the publication of the prediction that it made.')
  const messages = counter('feed_changes_total', 'Changes of markets that were taken in.', ['feed'])
  const reconnects = counter('feed_reconnects_total', 'Connections of a feed that were made anew.', ['feed'])
  const dropped = counter('updates_dropped_total', 'Updates that a newer one took the place of before they were sent, and clients that were closed for being slow.', ['why'])
  const limited = counter('limits_refused_total', 'Operations and connections over the limits of whoever asks, by limit and tier; with RACEGRAPH_LIMITS=measure those that would be refused.', ['what', 'tier'])
  const requests = histogram('http_request_seconds', 'Requests by route and status.', ['route', 'status'])
  return {
    meter: {
      feedLag: (feed, ms) => { lag.observe({ feed }, ms / SECOND_MS) },
      messages: (feed, count) => { messages.inc({ feed }, count) },
      reconnect: (feed) => { reconnects.inc({ feed }) },
      toClient: (ms) => { toClient.observe(ms / SECOND_MS) },
      toPrediction: (ms) => { toPrediction.observe(ms / SECOND_MS) },
      dropped: (why, count) => { dropped.inc({ why }, count) },
      gauge: (name, help, value) => { new Gauge({ name: PREFIX + name, help, registers, collect() { this.set(value()) } }) },
    },
    limited: (what, tier) => { limited.inc({ what, tier }) },
    request: (route, status, ms) => { requests.observe({ route, status }, ms / SECOND_MS) },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }
}
