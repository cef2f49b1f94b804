/** Digits of the sums of hessians, which only say how rows were parted. */
const DIGITS = 5
/** XGBoost tells numbers from whole ones by how they are written. */
const written = (value: number): string => value.toExponential().replace('e+', 'E').replace('e', 'E')

/**
 * XGBoost's JSON without what nobody needs to predict or to explain: gains of splits and weights of nodes within become 0, sums of
 * hessians are rounded. XGBoost still reads it and predicts the same.
 */
export function slimTrees(bytes: Uint8Array): Uint8Array {
  const slim = new TextDecoder().decode(bytes).replace(/"(base_weights|loss_changes|sum_hessian)":\[([^\]]*)\]/g, (_, name: string, list: string) => {
    const values = list === '' ? [] : list.split(',')
    return `"${name}":[${values.map((value) => (name === 'sum_hessian' ? written(Number(Number(value).toPrecision(DIGITS))) : '0E0')).join(',')}]`
  })
  return new TextEncoder().encode(slim)
}
