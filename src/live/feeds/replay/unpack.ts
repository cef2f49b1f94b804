import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { slice, type Recording } from './recording'

export interface Unpacked extends Recording { remove(): Promise<void> }

/** A copy of a recording in a temporary file, from which it can be read in small pieces. What was before damage is in it; then reading throws as reading the recording does. */
export async function unpack({ name, bytes }: Recording): Promise<Unpacked> {
  const folder = await mkdtemp(join(tmpdir(), 'racegraph-replay-'))
  const file = join(folder, 'recording')
  let damage: { readonly error: unknown } | null = null
  const handle = await open(file, 'w')
  try { for await (const chunk of bytes()) await handle.write(chunk) } catch (error) { damage = { error } } finally { await handle.close() }
  return {
    name, heavy: false,
    bytes: async function* () {
      yield* slice(file, 0, Infinity)
      if (damage !== null) throw damage.error
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
