/** As the search of the graph takes names. */
export const normalised = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase()

interface Named { readonly __typename?: unknown; readonly name?: unknown }
/** Hits of a type that have the name, and names of the others of the type. */
export function splitHits(hits: readonly Named[], type: string, name: string): { readonly same: readonly Readonly<Record<string, unknown>>[]; readonly near: readonly string[] } {
  const wanted = normalised(name)
  const ofType = hits.filter(({ __typename }) => __typename === type)
  const isSame = (hit: Named): boolean => normalised(String(hit.name)) === wanted
  return {
    same: ofType.filter(isSame).map(({ __typename: _type, ...rest }) => rest),
    near: [...new Set(ofType.filter((hit) => !isSame(hit)).map((hit) => String(hit.name)))].slice(0, 5),
  }
}
