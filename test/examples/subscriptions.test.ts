import { apolloOdds, streamedOdds, urqlOdds } from '../../examples/clients/subscriptions'
import { livePrice, liveRace, oddsEvent } from '../support/live-groups'
import { serveLive, type ServedLive } from '../support/serve-live'

let graph: ServedLive
beforeAll(async () => { graph = await serveLive() })
afterAll(() => graph.close())

test.each(Object.entries({ 'Apollo Client': apolloOdds, urql: urqlOdds, 'graphql-sse': streamedOdds }))('%s is told of prices as they move', async (_name, subscribe) => {
  const race = await liveRace(graph, 'S1-1')
  const [first, second] = race.runners as [number, number]
  const from = (graph.live.race(race.race)?.sequence ?? 0) + 1
  graph.live.apply([oddsEvent(race.race, from, [livePrice(first, from, 2.5), livePrice(second, from, 4)], { whole: true })])
  let wake: () => void = () => undefined
  const told: unknown[] = []
  const stop = subscribe(graph.url, race.id, (update) => { told.push(update); wake() })
  const heard = async (count: number): Promise<void> => { while (told.length < count) await new Promise<void>((resolve) => { wake = resolve }) }
  await heard(1)
  graph.clock.pass(60_000)
  graph.live.apply([oddsEvent(race.race, from + 1, [livePrice(second, from + 1, 4.4)])])
  graph.clock.pass(60_000)
  await heard(2)
  const price = (i: number, decimal: number) => expect.objectContaining({ runnerId: race.runnerIds[i], price: expect.objectContaining({ decimal }) as object }) as object
  expect(told).toEqual([
    expect.objectContaining({ snapshot: true, sequence: from, prices: [price(0, 2.5), price(1, 4)] }),
    expect.objectContaining({ snapshot: false, sequence: from + 1, prices: [price(1, 4.4)] }),
  ])
  stop()
  while (graph.groups.size > 0) await new Promise(setImmediate)
})
