import { createHash } from 'node:crypto'
import type { ModelCard } from '../../src/models/artefact/card'
import type { Artefact } from '../../src/usecases/ports'

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
/** An artefact of a made-up market model; `files` by path, as text. */
export function artefactOf(card: Partial<ModelCard> & { readonly name: string; readonly version: number }, files: Readonly<Record<string, string>> = { 'model.json': '{"kind":"market"}' }): Artefact {
  const bytes = new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]))
  return {
    files: bytes,
    card: {
      kind: 'market', title: 'Market', purpose: 'to compare', notFor: 'betting', limits: [], usesPrices: true, features: ['market.current@1'], featureSet: 'set',
      data: { sources: ['SYNTHETIC'], train: { from: '2020-01-01', to: '2020-12-31', races: 10, runners: 100 }, validate: null, refitted: false, digest: '0'.repeat(64) },
      seed: 1, params: { power: 1 }, members: [], intervalFactor: null, trainedAt: '2021-01-01T00:00:00.000Z', trainedBy: 'racegraph 0.1.0', cpuSeconds: 1, evaluation: null, neverKnown: [],
      ...card, files: Object.fromEntries([...bytes].map(([path, one]) => [path, digestOf(one)])),
    } as ModelCard,
  }
}
