import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { booksOfFile, type BooksDocument } from '../../../src/usecases/live/books-of-file'
import { describeWithShared, sharedData } from '../../support/shared-data'

const recordings = (folder: string | null): string[] => (folder === null ? ['(none)'] : readdirSync(join(folder, 'expected')).map((file) => file.replace('.json.gz', '')))

describeWithShared('betfair', 'books of the recordings are those of an independent implementation', (folder) => {
  test.each(recordings(sharedData('betfair')))('%s: every ladder, price, volume and status at every reference point', async (name) => {
    const expected = JSON.parse(gunzipSync(readFileSync(join(folder, 'expected', `${name}.json.gz`))).toString()) as BooksDocument
    const found = await booksOfFile({ file: join(folder, 'markets', `${name}.ndjson.gz`), lines: expected.snapshots.map(({ line }) => line), full: false, madeWith: 'racegraph' })
    expect(expected.snapshots.length).toBeGreaterThanOrEqual(5)
    expect({ name: found.name, lines: found.lines, sha256: found.sha256 }).toEqual({ name, lines: expected.lines, sha256: expected.sha256 })
    for (const [i, snapshot] of found.snapshots.entries()) expect(JSON.parse(JSON.stringify(snapshot))).toEqual(expected.snapshots[i])
  })
})
