import { createConnectionQueue, type Outgoing } from '../../../src/live/delivery/connection-queue'
import { createFlusher } from '../../../src/live/delivery/flusher'
import { splicer } from '../../../src/live/delivery/splice'
import { cutOf } from '../../app/http/live-graph'

/** A connection whose client takes only what it is told to take, and turns that come when the test says so. */
function slowClient(maxBytes: number) {
  const turns: (() => void)[] = []
  const flusher = createFlusher({ later: (run) => { turns.push(run) } })
  const sent: Outgoing[] = []
  const told = { conflated: 0 }
  let onItsWay = 0
  const queue = createConnectionQueue({
    maxBytes, flusher, splice: splicer('', ''), bufferedAmount: () => onItsWay, onConflated: (count) => { told.conflated += count },
    send: (messages) => { for (const one of messages) { sent.push(one); onItsWay += one.head.length + one.text.length } },
  })
  return {
    queue, told, sent,
    turn: () => { for (const run of turns.splice(0)) run() },
    take: () => { onItsWay = 0; queue.drained() },
    texts: () => sent.map(({ head, text }) => `${String(head)}${String(text)}`),
  }
}
const text = (snapshot: boolean, sequence: number, prices: string): string => `{"data":{"odds":{"snapshot":${snapshot},"sequence":${sequence},"prices":[${prices}]}}}`
const price = (runner: number, decimal: number): string => `{"runner":${runner},"decimal":${decimal}}`

test('two thousand updates while the client takes nothing are one message, of the newest state', () => {
  const client = slowClient(100)
  const slot = client.queue.open(Buffer.from('a:'))
  slot.deliver(cutOf(1, [[1, 2, 1], [2, 3, 1], [3, 9, 1]]))
  client.turn()
  for (let i = 2; i <= 2001; i++) {
    slot.deliver(cutOf(i, [[1, 2 + i / 100, i], [2, 3.5, Math.min(i, 7)], [3, 9, 1]]))
    client.turn()
  }
  expect([client.texts().length, client.queue.blocked, client.queue.waiting]).toEqual([1, true, 1])
  client.take()
  client.turn()
  // Runner 3 has not moved since the client last heard; runner 2 moved while it took nothing.
  expect(client.texts()).toEqual([`a:${text(true, 1, [price(1, 2), price(2, 3), price(3, 9)].join(','))}`, `a:${text(false, 2001, [price(1, 22.01), price(2, 3.5)].join(','))}`])
  expect([client.queue.blocked, client.queue.waiting, client.told.conflated]).toEqual([false, 0, 1999])
})

test('one message may go past the bound, the next waits; subscriptions of one connection take turns', () => {
  const client = slowClient(10)
  const [a, b] = [client.queue.open(Buffer.from('a:')), client.queue.open(Buffer.from('b:'))]
  const both = (sequence: number): void => { for (const slot of [a, b]) slot.deliver(cutOf(sequence, [[1, sequence, sequence]])) }
  for (const sequence of [1, 2, 3]) { both(sequence); client.turn(); client.take(); client.turn() }
  client.take()
  client.turn()
  // One message for what is taken, and who was left out is first the next time: a, b | b | a, b.
  expect(client.texts()).toEqual(['a', 'b', 'b', 'a', 'b'].map((name, i) => `${name}:${text(i < 2, [1, 1, 2, 3, 3][i]!, price(1, [1, 1, 2, 3, 3][i]!))}`))
  expect(client.queue.waiting).toBe(0)
})

test('who comes back with a sequence is sent what changed since, and nothing when nothing did', () => {
  const client = slowClient(10_000)
  const slot = client.queue.open(Buffer.from(''))
  slot.deliver(cutOf(9, [[1, 2, 4], [2, 3, 9]]), 8)
  client.turn()
  slot.deliver(cutOf(9, [[1, 2, 4], [2, 3, 9]]), 9)
  client.turn()
  slot.deliver(cutOf(10, [[1, 2, 4], [2, 4, 10]]), null)
  client.turn()
  expect(client.texts()).toEqual([text(false, 9, price(2, 3)), text(true, 10, [price(1, 2), price(2, 4)].join(','))])
})

test('a reset that is overtaken before it is sent is still a reset', () => {
  const client = slowClient(10_000)
  const slot = client.queue.open(Buffer.from(''))
  slot.deliver(cutOf(3, [[1, 2, 3]]))
  client.turn()
  slot.deliver(cutOf(5, [[1, 2, 3], [2, 8, 5]]), null)
  slot.deliver(cutOf(6, [[1, 7, 6], [2, 8, 5]]))
  client.turn()
  expect(client.texts().at(-1)).toBe(text(true, 6, [price(1, 7), price(2, 8)].join(',')))
})

test('two races of one subscription do not take each other’s place', () => {
  const client = slowClient(10_000)
  const slot = client.queue.open(Buffer.from(''))
  slot.deliver(cutOf(1, [[1, 2, 1]], 1))
  slot.deliver(cutOf(4, [[9, 3, 4]], 2))
  client.turn()
  expect(client.texts()).toEqual([text(true, 1, price(1, 2)), text(true, 4, price(9, 3))])
})

test('nothing is written after a slot or the connection was closed; finish writes what is left, whatever is on its way', () => {
  const client = slowClient(1)
  const [a, b, c] = ['a', 'b', 'c'].map((name) => client.queue.open(Buffer.from(name)))
  a!.deliver(cutOf(1, [[1, 2, 1]]))
  client.turn()
  b!.deliver(cutOf(1, [[1, 2, 1]]))
  c!.deliver(cutOf(1, [[1, 2, 1]]))
  b!.close()
  c!.finish()
  client.take()
  client.turn()
  expect(client.texts().map((one) => one[0])).toEqual(['a', 'c'])
  a!.deliver(cutOf(2, [[1, 3, 2]]))
  client.queue.close()
  client.take()
  client.turn()
  expect([client.texts().length, client.queue.slots]).toEqual([2, 0])
})

test('those in the same state share one buffer', () => {
  const client = slowClient(1_000_000)
  const slots = Array.from({ length: 1000 }, () => client.queue.open(Buffer.from('x')))
  for (const sequence of [1, 2]) {
    const cut = cutOf(sequence, [[1, sequence, sequence]])
    for (const slot of slots) slot.deliver(cut)
    client.turn()
  }
  expect([client.sent.length, new Set(client.sent.map(({ text: shared }) => shared)).size]).toEqual([2000, 2])
})

describe('turns', () => {
  test('work is done in slices, in order, and nobody is left out when one fails', () => {
    let clock = 0
    const later: (() => void)[] = []
    const flusher = createFlusher({ sliceMs: 10, now: () => clock, later: (run) => { later.push(run) } })
    const done: number[] = []
    for (let i = 0; i < 200; i++) flusher.add({ flush: () => { clock++; if (i === 5) throw new Error('five'); done.push(i) } })
    expect(later.length).toBe(1)
    expect(() => { later.shift()?.() }).toThrow('five')
    expect(done).toEqual([0, 1, 2, 3, 4])
    later.shift()?.()
    expect([done.length < 100, flusher.waiting > 0]).toEqual([true, true])
    while (later.length > 0) later.shift()?.()
    expect(done).toEqual(Array.from({ length: 200 }, (_, i) => i).filter((i) => i !== 5))
  })
})
