/* eslint-disable @typescript-eslint/no-require-imports -- loaded anew */
import { chooseTensorflow, tensorflow } from '../../src/models/tf'

test('it is loaded once, computes, and leaves the handlers of the process as they were', async () => {
  const handlers = (): number[] => (['uncaughtException', 'unhandledRejection'] as const).map((event) => process.listenerCount(event))
  const before = handlers()
  chooseTensorflow('wasm')
  const [tf, again] = await Promise.all([tensorflow(), tensorflow()])
  expect(again).toBe(tf)
  expect(tf.getBackend()).toBe('wasm')
  expect(handlers()).toEqual(before)
  const product = tf.tidy(() => tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([1, 1, 0, 1], [2, 2])))
  expect([...product.dataSync()]).toEqual([1, 3, 3, 7])
  product.dispose()
  expect(tf.memory().numTensors).toBe(0)
})
test('native is taken where it is installed; elsewhere it is refused with what to do, and auto takes wasm', async () => {
  const isNativeHere = ((): boolean => { try { require.resolve('@tensorflow/tfjs-node'); return true } catch { return false } })()
  jest.resetModules()
  const anew = require('../../src/models/tf') as typeof import('../../src/models/tf.js')
  anew.chooseTensorflow('node')
  if (!isNativeHere) await expect(anew.tensorflow()).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringMatching(/npm install @tensorflow\/tfjs-node/) as string })
  anew.chooseTensorflow('auto')
  expect((await anew.tensorflow()).getBackend()).toBe(isNativeHere ? 'tensorflow' : 'wasm')
})
