import { tensorflow } from '../../src/models/tf'

test('it is loaded once, computes, and leaves the handlers of the process as they were', async () => {
  const handlers = (): number[] => (['uncaughtException', 'unhandledRejection'] as const).map((event) => process.listenerCount(event))
  const before = handlers()
  const [tf, again] = await Promise.all([tensorflow(), tensorflow()])
  expect(again).toBe(tf)
  expect(['tensorflow', 'wasm']).toContain(tf.getBackend())
  expect(handlers()).toEqual(before)
  const product = tf.tidy(() => tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([1, 1, 0, 1], [2, 2])))
  expect([...product.dataSync()]).toEqual([1, 3, 3, 7])
  product.dispose()
  expect(tf.memory().numTensors).toBe(0)
})
