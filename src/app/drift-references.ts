import type { ModelRef } from '../models/artefact/card'
import { readReference, type DriftReference } from '../models/drift/reference'
import type { ModelStore } from '../usecases/ports'

const MOST = 100
/** References of versions, read once and kept: a version never changes. One that cannot be read is looked for again. */
export function driftReferences(store: Pick<ModelStore, 'read'>): (model: ModelRef) => Promise<DriftReference | null> {
  const kept = new Map<string, DriftReference | null>()
  return async ({ name, version }) => {
    const key = `${name}@${version}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const artefact = await store.read({ name, version })
    if (artefact === null || 'problem' in artefact) return null
    const reference = readReference(artefact.files)
    if (kept.size >= MOST) kept.clear()
    kept.set(key, reference)
    return reference
  }
}
