/* eslint-disable @typescript-eslint/no-require-imports -- loaded when first asked for: it takes time and memory that a gateway without models should not spend */
import { dirname, sep } from 'node:path'
import type * as Core from '@tensorflow/tfjs-core'
import { AppError } from '../domain/errors'

/** TensorFlow.js as everyone here uses it. `getBackend()` tells what it computes on. */
export type Tf = typeof Core
/** `auto`: the native library where `@tensorflow/tfjs-node` is installed, else WebAssembly; `cpu`: plain JavaScript, which is slow. */
export type TensorflowChoice = 'auto' | 'node' | 'wasm' | 'cpu'

let choice: TensorflowChoice = 'auto'
let loading: Promise<Tf> | null = null

/** Says what to compute on, before anything does. */
export const chooseTensorflow = (chosen: TensorflowChoice): void => { choice = chosen }
/**
 * TensorFlow.js, ready; loaded by whoever asks first and then kept. One thread, no network: the same numbers each time.
 * @throws AppError CONFIG_INVALID when what was chosen is not installed
 */
export const tensorflow = (): Promise<Tf> => (loading ??= load(choice).catch((error: unknown) => { loading = null; throw error }))

async function load(chosen: TensorflowChoice): Promise<Tf> {
  const tf = require('@tensorflow/tfjs-core') as Tf
  // Without its greetings and checks for developers.
  tf.enableProdMode()
  if ((chosen === 'auto' || chosen === 'node') && (await native(tf, chosen))) return tf
  if (chosen === 'cpu') require('@tensorflow/tfjs-backend-cpu')
  else {
    const wasm = require('@tensorflow/tfjs-backend-wasm') as typeof import('@tensorflow/tfjs-backend-wasm')
    wasm.setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep)
  }
  const backend = chosen === 'cpu' ? 'cpu' : 'wasm'
  if (!(await withoutNewHandlers(() => tf.setBackend(backend)))) throw new AppError('CONFIG_INVALID', `TensorFlow.js could not start its ${backend} backend: install the packages anew (npm ci)`)
  return tf
}
/** Optional: it does not install everywhere. */
const NATIVE = '@tensorflow/tfjs-node'
async function native(tf: Tf, chosen: TensorflowChoice): Promise<boolean> {
  try { require(NATIVE) } catch (cause) {
    if (chosen === 'auto') return false
    throw new AppError('CONFIG_INVALID', `RACEGRAPH_TENSORFLOW is node, but ${NATIVE} is not installed or does not load here: install it (npm install ${NATIVE}), or set wasm or auto`, { cause })
  }
  return tf.setBackend('tensorflow')
}

/** The wasm module takes exceptions that nobody caught for its own: what happens to those is for the program to say. */
async function withoutNewHandlers<T>(act: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection']
  const before = events.map((event) => new Set(process.listeners(event as 'beforeExit')))
  try { return await act() } finally {
    events.forEach((event, i) => { for (const listener of process.listeners(event as 'beforeExit')) if (before[i]?.has(listener) === false) process.removeListener(event, listener) })
  }
}
