import { createMetrics } from '../../src/app/metrics'

const valueOf = async (metrics: ReturnType<typeof createMetrics>, line: string): Promise<number> => {
  const found = (await metrics.text()).split('\n').find((one) => one.startsWith(`${line} `))
  if (found === undefined) throw new Error(`${line} is not among the metrics`)
  return Number(found.slice(line.length + 1))
}

describe('metrics', () => {
  it('gives times in seconds, by what they are of', async () => {
    const metrics = createMetrics()
    metrics.meter.feedLag('betfair', 7)
    metrics.meter.feedLag('betfair', 250)
    expect(await valueOf(metrics, 'racegraph_feed_lag_seconds_count{feed="betfair"}')).toBe(2)
    expect(await valueOf(metrics, 'racegraph_feed_lag_seconds_sum{feed="betfair"}')).toBeCloseTo(0.257, 12)
    expect(await valueOf(metrics, 'racegraph_feed_lag_seconds_bucket{le="0.01",feed="betfair"}')).toBe(1)
  })
  it('asks for what stands now when somebody looks', async () => {
    const metrics = createMetrics()
    let open = 3
    metrics.meter.gauge('books_open', 'Books.', () => open)
    expect(await valueOf(metrics, 'racegraph_books_open')).toBe(3)
    open = 5
    expect(await valueOf(metrics, 'racegraph_books_open')).toBe(5)
  })
  it('counts drops by their reason, and keeps gateways of one process apart', async () => {
    const [one, other] = [createMetrics(), createMetrics()]
    one.meter.dropped('conflated', 4)
    one.meter.dropped('slow-client', 1)
    expect(await valueOf(one, 'racegraph_updates_dropped_total{why="conflated"}')).toBe(4)
    expect(await valueOf(one, 'racegraph_updates_dropped_total{why="slow-client"}')).toBe(1)
    expect((await other.text()).includes('racegraph_updates_dropped_total{')).toBe(false)
  })
})
