import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder that only its owner may enter (mode 0700); removed by the call to `remove`. */
export const temporaryFolder = (): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'rgt-folder-'))
  return { path, remove: () => { rmSync(path, { recursive: true, force: true }) } }
}
