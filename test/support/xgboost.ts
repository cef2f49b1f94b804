import { openXgboost, type Xgboost } from '../../src/models/xgboost/library'

/** The library that the tests are told of, or the system's. */
export const XGBOOST_PATH = process.env.RACEGRAPH_XGBOOST_PATH ?? null
const library = (() => { try { return openXgboost(XGBOOST_PATH) } catch { return null } })()
if (library === null) process.stderr.write('\n*** libxgboost is not there (apt-get install libxgboost0): tests that need it DO NOT RUN ***\n')

/** A describe block over the XGBoost library of this machine. Where there is none its tests are listed as not run at the end of the run. */
export const describeWithXgboost = (title: string, body: (library: () => Xgboost) => void): void => {
  const get = (): Xgboost => library ?? openXgboost(XGBOOST_PATH)
  if (library === null) describe.skip(`[not run: libxgboost is not there] ${title}`, () => { body(get) })
  else describe(title, () => { body(get) })
}
