import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { csvFile } from '../../../src/storage/tables/csv-file'
import { parquetFile } from '../../../src/storage/tables/parquet-file'
import type { TableColumn } from '../../../src/usecases/ports'
import { temporaryFolder } from '../../support/temporary-folder'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => { folder = temporaryFolder() })
afterEach(() => { folder.remove() })

const block = (ids: readonly number[], names: readonly (string | null)[], values: readonly number[]): readonly TableColumn[] => [
  { name: 'race_id', kind: 'whole', values: ids }, { name: 'horse_name', kind: 'text', values: names }, { name: 'weight.carried', kind: 'number', values: Float64Array.from(values) },
]
const bytes = (path: string): ArrayBuffer => { const file = readFileSync(path); return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer }

describe('parquet', () => {
  test('what is read back is what was written, block after block; NaN and null are null', async () => {
    const path = join(folder.path, 'out.parquet')
    const sink = parquetFile(path, { featureSet: 'abc' })
    sink.write(block([1, 2], ['Ælfgar', null], [57.5, NaN]))
    sink.write(block([3], ['O\'Neill, "Jr"'], [-0.1]))
    sink.finish()
    expect(await parquetReadObjects({ file: bytes(path) })).toEqual([
      { race_id: 1, horse_name: 'Ælfgar', 'weight.carried': 57.5 }, { race_id: 2, horse_name: null, 'weight.carried': null }, { race_id: 3, horse_name: 'O\'Neill, "Jr"', 'weight.carried': -0.1 },
    ])
    const metadata = parquetMetadata(bytes(path))
    expect(metadata.row_groups).toHaveLength(2)
    expect(metadata.key_value_metadata).toEqual([{ key: 'featureSet', value: 'abc' }])
  })
  test('a column that is missing throughout; 20,000 rows of a fraction each', async () => {
    const path = join(folder.path, 'out.parquet')
    const values = Array.from({ length: 20_000 }, (_, i) => i / 7)
    const sink = parquetFile(path, {})
    sink.write([{ name: 'a', kind: 'number', values: Float64Array.from(values) }, { name: 'b', kind: 'number', values: new Float64Array(20_000).fill(NaN) }])
    sink.finish()
    const rows = await parquetReadObjects({ file: bytes(path) })
    expect(rows.map(({ a }) => a as number)).toEqual(values)
    expect(rows.every(({ b }) => b === null)).toBe(true)
  })
})
describe('csv', () => {
  test('a header once, quotes where needed, empty where missing, numbers as they are', () => {
    const path = join(folder.path, 'out.csv')
    const sink = csvFile(path)
    sink.write(block([1, 2], ['Plain', null], [57.5, NaN]))
    sink.write(block([3], ['O\'Neill, "Jr"'], [0.1 + 0.2]))
    sink.finish()
    expect(readFileSync(path, 'utf8')).toBe('race_id,horse_name,weight.carried\n1,Plain,57.5\n2,,\n3,"O\'Neill, ""Jr""",0.30000000000000004\n')
  })
})
describe.each([['parquet', (path: string) => parquetFile(path, {})], ['csv', csvFile]] as const)('%s', (_format, open) => {
  test('until it is whole there is no file of that name, and the old one stays', () => {
    const path = join(folder.path, 'out')
    writeFileSync(path, 'old')
    const sink = open(path)
    sink.write(block([1], ['A'], [1]))
    expect(readFileSync(path, 'utf8')).toBe('old')
    sink.finish()
    expect(readFileSync(path, 'utf8')).not.toBe('old')
    expect(readdirSync(folder.path)).toEqual(['out'])
  })
  test('discarded: nothing is left; after the finish: nothing is taken away', () => {
    const [kept, dropped] = [join(folder.path, 'kept'), join(folder.path, 'dropped')]
    for (const [path, finish] of [[kept, true], [dropped, false]] as const) {
      const sink = open(path)
      sink.write(block([1], ['A'], [1]))
      if (finish) sink.finish()
      sink.discard()
    }
    expect(readdirSync(folder.path)).toEqual(['kept'])
  })
  test('a folder that is not there, or a folder itself, is refused in words', () => {
    mkdirSync(join(folder.path, 'sub'))
    expect(() => open(join(folder.path, 'none', 'out'))).toThrow(/the folder .*none is not there; make it first/)
    expect(() => open(join(folder.path, 'sub'))).toThrow(/it is a folder; name a file in it/)
    expect(existsSync(join(folder.path, 'none'))).toBe(false)
  })
})
