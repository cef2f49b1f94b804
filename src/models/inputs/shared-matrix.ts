import { createHash } from 'node:crypto'
import { oncePerBatch } from '../data/kept-batch'
import type { RaceBatch } from '../data/race-table'
import { encode, type Encoder, type Matrix } from './encoder'

const matrices = oncePerBatch<string, Matrix>()
/** `encode` for one encoder, of which models that were fitted alike share the matrix of a kept batch: nobody may change it. */
export function sharedMatrix(encoder: Encoder): (batch: RaceBatch) => Matrix {
  const { clip, features } = encoder
  const digest = createHash('sha256').update(JSON.stringify([clip, features])).digest('base64')
  return (batch) => matrices(batch, digest, () => encode(encoder, batch))
}
