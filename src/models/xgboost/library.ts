import koffi from 'koffi'
import { AppError } from '../../domain/errors'

type Handle = unknown
/** Parameters of XGBoost by their own names: https://xgboost.readthedocs.io/en/stable/parameter.html */
export type BoosterParams = Readonly<Record<string, string | number>>
export interface MatrixData {
  /** Row by row; NaN is missing. */
  readonly data: Float32Array
  readonly rows: number
  readonly width: number
  readonly labels?: Float32Array
  readonly weights?: Float32Array
  /** Of each row, before the first tree. */
  readonly baseMargin?: Float32Array
}
/** Rows in the library's own memory. */
export interface XgbMatrix { readonly rows: number; free(): void }
export interface XgbBooster {
  setParam(name: string, value: string | number): void
  /** One more round from the first and second derivative of the loss of each row. */
  boost(matrix: XgbMatrix, gradient: Float32Array, hessian: Float32Array): void
  /** One more round by the objective among the parameters. */
  update(matrix: XgbMatrix, round: number): void
  /** Sums of leaves by row, base margin included. `training` as the library does before a round. */
  margins(matrix: XgbMatrix, training?: boolean): Float32Array
  /** XGBoost's JSON of the first `rounds` rounds; all of them unless said. */
  save(rounds?: number): Uint8Array
  free(): void
}
export interface Xgboost {
  readonly version: readonly [number, number, number]
  matrix(data: MatrixData): XgbMatrix
  /** `cached`: matrices that margins will be asked of again and again. */
  booster(params: BoosterParams, cached?: readonly XgbMatrix[]): XgbBooster
  load(json: Uint8Array): XgbBooster
  /** Matrices and boosters that nobody has freed yet. */
  alive(): number
}

/** JSON with buffers and `PredictFromDMatrix` begin here. */
const LEAST_VERSION = [1, 6] as const
const NAMES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['libxgboost.dylib', '/opt/homebrew/lib/libxgboost.dylib', '/usr/local/lib/libxgboost.dylib'],
  win32: ['xgboost.dll', 'libxgboost.dll'],
}
const USUAL = ['libxgboost.so.0', 'libxgboost.so']
const ADVICE = 'Install it ("apt-get install libxgboost0" on Debian and Ubuntu, "brew install xgboost" on macOS) or set RACEGRAPH_XGBOOST_PATH to its file. Models of other kinds train without it, and every model predicts without it.'

/**
 * The library that grows trees, opened when it is first asked for and never before. `path`: its file; null: where the system has it.
 * @throws AppError CONFIG_INVALID when there is none or it is too old, saying what to install
 */
export function openXgboost(path: string | null): Xgboost {
  const tried = path === null ? (NAMES[process.platform] ?? USUAL) : [path]
  const key = tried.join()
  const open = opened.get(key)
  if (open !== undefined) return open
  const reasons: string[] = []
  for (const name of tried) {
    let found: Xgboost
    try { found = bind(koffi.load(name)) } catch (error) { if (error instanceof AppError) throw error; reasons.push(error instanceof Error ? error.message : String(error)); continue }
    const { version: [major, minor, patch] } = found
    if (major < LEAST_VERSION[0] || (major === LEAST_VERSION[0] && minor < LEAST_VERSION[1])) throw new AppError('CONFIG_INVALID', `${name} is XGBoost ${major}.${minor}.${patch}; training needs ${LEAST_VERSION.join('.')} or later. ${ADVICE}`)
    opened.set(key, found)
    return found
  }
  throw new AppError('CONFIG_INVALID', `Forests and boosting are trained by the XGBoost library, which could not be opened${path === null ? '' : ` at ${path}`} (${reasons.join('; ')}). ${ADVICE}`)
}
const opened = new Map<string, Xgboost>()

/** What the C interface has, as far as it is used here. @throws Error when a function is not there */
function bind(library: ReturnType<typeof koffi.load>): Xgboost {
  const c = {
    version: library.func('void XGBoostVersion(_Out_ int *major, _Out_ int *minor, _Out_ int *patch)'),
    lastError: library.func('const char *XGBGetLastError()'),
    matrix: library.func('int XGDMatrixCreateFromMat(const float *data, uint64_t rows, uint64_t columns, float missing, _Out_ void **out)'),
    setFloats: library.func('int XGDMatrixSetFloatInfo(void *matrix, const char *field, const float *values, uint64_t length)'),
    freeMatrix: library.func('int XGDMatrixFree(void *matrix)'),
    booster: library.func('int XGBoosterCreate(void **matrices, uint64_t length, _Out_ void **out)'),
    setParam: library.func('int XGBoosterSetParam(void *booster, const char *name, const char *value)'),
    update: library.func('int XGBoosterUpdateOneIter(void *booster, int round, void *matrix)'),
    boost: library.func('int XGBoosterBoostOneIter(void *booster, void *matrix, const float *gradient, const float *hessian, uint64_t length)'),
    predict: library.func('int XGBoosterPredictFromDMatrix(void *booster, void *matrix, const char *config, _Out_ void **shape, _Out_ uint64_t *dimensions, _Out_ void **result)'),
    rounds: library.func('int XGBoosterBoostedRounds(void *booster, _Out_ int *out)'),
    slice: library.func('int XGBoosterSlice(void *booster, int from, int to, int step, _Out_ void **out)'),
    save: library.func('int XGBoosterSaveModelToBuffer(void *booster, const char *config, _Out_ uint64_t *length, _Out_ void **out)'),
    load: library.func('int XGBoosterLoadModelFromBuffer(void *booster, const void *bytes, uint64_t length)'),
    freeBooster: library.func('int XGBoosterFree(void *booster)'),
  }
  const check = (doing: string, code: number): void => {
    if (code !== 0) throw new AppError('INTERNAL_SERVER_ERROR', `XGBoost could not ${doing}: ${String(c.lastError()).replace(/\nStack trace:[^]*/, '').trim()}`)
  }
  const bytesAt = (pointer: unknown, length: number): ArrayBuffer => (length === 0 ? new ArrayBuffer(0) : koffi.view(pointer, length).slice(0))
  const [major, minor, patch] = [[0], [0], [0]] as [[number], [number], [number]]
  c.version(major, minor, patch)

  const handles = new Map<object, Handle>()
  const handleOf = (one: object): Handle => {
    const handle = handles.get(one)
    if (handle === undefined) throw new RangeError('this matrix or booster of XGBoost has been freed')
    return handle
  }
  const free = (one: object, doing: string, freeIt: (handle: Handle) => number): void => {
    const handle = handles.get(one)
    if (handles.delete(one)) check(doing, freeIt(handle))
  }
  const freeing = <T extends { free(): void }>(one: T, then: () => void): T => {
    try { then(); return one } catch (error) { one.free(); throw error }
  }

  function matrix({ data, rows, width, labels, weights, baseMargin }: MatrixData): XgbMatrix {
    if (data.length !== rows * width) throw new RangeError(`${data.length} numbers are not ${rows} rows of ${width}`)
    const out: Handle[] = [null]
    check('take in the rows', c.matrix(data, rows, width, NaN, out))
    const made: XgbMatrix = { rows, free: () => { free(made, 'free a matrix', c.freeMatrix) } }
    handles.set(made, out[0])
    return freeing(made, () => {
      for (const [field, values] of [['label', labels], ['weight', weights], ['base_margin', baseMargin]] as const) {
        if (values === undefined) continue
        if (values.length !== rows) throw new RangeError(`${values.length} values of ${field} are not one for each of ${rows} rows`)
        check(`take in ${field}`, c.setFloats(out[0], field, values, rows))
      }
    })
  }

  function wrap(handle: Handle): XgbBooster {
    const made: XgbBooster = {
      setParam: (name, value) => { check(`set ${name} to ${value}`, c.setParam(handleOf(made), name, String(value))) },
      boost: (on, gradient, hessian) => {
        if (gradient.length !== on.rows || hessian.length !== on.rows) throw new RangeError(`${gradient.length} gradients and ${hessian.length} hessians are not one for each of ${on.rows} rows`)
        check('grow a tree', c.boost(handleOf(made), handleOf(on), gradient, hessian, on.rows))
      },
      update: (on, round) => { check('grow a tree', c.update(handleOf(made), round, handleOf(on))) },
      margins: (on, training = false) => {
        const [shape, dimensions, result] = [[null], [0], [null]]
        check('predict', c.predict(handleOf(made), handleOf(on), JSON.stringify({ type: 1, training, iteration_begin: 0, iteration_end: 0, strict_shape: false }), shape, dimensions, result))
        return new Float32Array(bytesAt(result[0], on.rows * 4))
      },
      save: (rounds) => {
        const all = [0]
        check('count its rounds', c.rounds(handleOf(made), all))
        if (rounds !== undefined && rounds < (all[0] as number)) {
          const out: Handle[] = [null]
          check(`take its first ${rounds} rounds`, c.slice(handleOf(made), 0, rounds, 1, out))
          const part = wrap(out[0])
          try { return part.save() } finally { part.free() }
        }
        const [length, bytes]: [number[], unknown[]] = [[0], [null]]
        check('write its model', c.save(handleOf(made), '{"format":"json"}', length, bytes))
        return new Uint8Array(bytesAt(bytes[0], Number(length[0])))
      },
      free: () => { free(made, 'free a booster', c.freeBooster) },
    }
    handles.set(made, handle)
    return made
  }
  function booster(params: BoosterParams, cached: readonly XgbMatrix[] = []): XgbBooster {
    const out: Handle[] = [null]
    check('begin a model', c.booster(cached.map(handleOf), cached.length, out))
    const made = wrap(out[0])
    return freeing(made, () => { for (const [name, value] of Object.entries(params)) made.setParam(name, value) })
  }
  return {
    version: [major[0], minor[0], patch[0]], matrix, booster,
    load: (json) => { const made = booster({}); return freeing(made, () => { check('read a model', c.load(handleOf(made), json, json.length)) }) },
    alive: () => handles.size,
  }
}
