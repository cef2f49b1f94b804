import { parse } from 'node:path/posix'
import type { RaceBatch } from '../../src/models/data/race-table'
import { encode, widthOf, type Encoder } from '../../src/models/inputs/encoder'
import type { ModelFiles } from '../../src/models/model'
import type { XgbBooster, Xgboost } from '../../src/models/xgboost/library'
import { marginsOf, type Trees } from '../../src/models/xgboost/trees'
import { readTrees } from '../../src/models/xgboost/read-trees'

interface TreeJson { readonly kind: string; readonly encoder: Encoder; readonly trees: readonly string[] }
/** The same trees twice: read by us, and by the library that grew them. */
export interface TwinTrees { readonly encoder: Encoder; readonly trees: Trees; readonly booster: XgbBooster }

/** Trees anywhere in an artefact, members of pools and what is calibrated among them. */
export function twinTrees(files: ModelFiles, library: Xgboost): readonly TwinTrees[] {
  return [...files].flatMap(([path, bytes]) => {
    const { dir, base } = parse(path)
    if (base !== 'model.json') return []
    const json = JSON.parse(new TextDecoder().decode(bytes)) as TreeJson
    if (json.kind !== 'boosting' && json.kind !== 'forest') return []
    return json.trees.map((name) => {
      const file = files.get(dir === '' ? name : `${dir}/${name}`)
      if (file === undefined) throw new Error(`${dir}/${name} is not in the artefact`)
      return { encoder: json.encoder, trees: readTrees(name, file, widthOf(json.encoder)), booster: library.load(file) }
    })
  })
}

/** What either side begins with: a row a runner, and a base margin of nothing. */
export interface Rows { readonly data: Float32Array; readonly rows: number; readonly width: number }
export const rowsOf = ({ encoder }: TwinTrees, batch: RaceBatch): Rows => encode(encoder, batch)

export const ours = ({ trees }: TwinTrees, rows: Rows): Float32Array => marginsOf(trees, rows)
/** Its own matrix is made of the rows, and given back: that is what a call costs. */
export function theirs({ booster }: TwinTrees, library: Xgboost, rows: Rows): Float32Array {
  const matrix = library.matrix(rows)
  try { return booster.margins(matrix) } finally { matrix.free() }
}
