import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describeWithShared } from '../support/shared-data'
import { ranCommand, type Ran } from '../support/ran-command'
import { temporaryFolder } from '../support/temporary-folder'
import { bzip2, line, tar, text, write } from '../live/feeds/replay/recordings'

const folder = temporaryFolder()
afterAll(() => { folder.remove() })
const books = (...args: readonly string[]): Promise<Ran> => ranCommand(['books', ...args], {})

const small = write(folder.path, 'small.ndjson', text(line(1_000, '1.1', 2, { rc: [{ id: 1, ltp: 2, atb: [[2, 10]], atl: [[2.2, 5]], trd: [[2, 7]] }] }), '', line(3_000, '1.1', 3)))

test('help, and wrong usage', async () => {
  expect(await books('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Examples:\n  $ ') as string })
  expect(await books(small)).toMatchObject({ code: 2, err: expect.stringContaining('--at') as string })
  for (const at of ['0', 'x', '1,,2', '-3', '1.5']) expect(await books(small, '--at', at)).toMatchObject({ code: 2, err: expect.stringMatching(/^racegraph: --at has ".*": give numbers of lines from 1/) as string })
})
test('a table for the eye: lines in any order, empty ones counted', async () => {
  const { code, out } = await books(small, '--at', '3, 1')
  expect(code).toBe(0)
  expect(out.split('\n').map((row) => row.replaceAll(/ {2,}/g, ' | '))).toEqual([
    'small: 3 lines', '', 'Line 1 (first line)', '1.1 | OPEN, version 100, 1970-01-01T00:00:01.000Z, matched 7.00', 'selection | name | status | back | lay | last | matched | BSP',
    '1 | ACTIVE | 2 (10) | 2.2 (5) | 2 | 7.00 | -', '2 | ACTIVE | - | - | - | 0.00 | -', '3 | ACTIVE | - | - | - | 0.00 | -', '',
    'Line 3 (last line)', '1.1 | OPEN, version 100, 1970-01-01T00:00:03.000Z, matched 7.00', 'selection | name | status | back | lay | last | matched | BSP',
    '1 | ACTIVE | 2 (10) | 2.2 (5) | 3 | 7.00 | -', '2 | ACTIVE | - | - | - | 0.00 | -', '3 | ACTIVE | - | - | - | 0.00 | -', '',
  ])
})
test('JSON, with whole ladders where asked for', async () => {
  const found = JSON.parse((await books(small, '--at', '1', '--json', '--full')).out) as { snapshots: unknown }
  // SHA-256 of "2,10", "2.2,5" and "2,7".
  expect(found).toMatchObject({ name: 'small', lines: 3, snapshots: [{ line: 1, why: ['first line'], clk: '1', initialClk: null, markets: [{ marketId: '1.1', totalMatched: 0, totalMatchedFromTraded: 7, runners: [{ selectionId: 1, bestBack: [2, 10], lay3: [[2.2, 5]], full: { atb: [[2, 10]], atl: [[2.2, 5]], trd: [[2, 7]] }, ladders: { atb: { n: 1, sum: 10, sha: '3b5140aab9f8b824' } } }, {}, {}] }] }] })
})
test('lines of an archive are counted through', async () => {
  const archive = write(folder.path, 'two.tar', await tar({ '1.1.bz2': bzip2(text(line(1, '1.1', 2), line(9, '1.1', 3))), '1.2.bz2': bzip2(text(line(4, '1.2', 5))) }))
  const found = JSON.parse((await books(archive, '--at', '3', '--json')).out) as { readonly lines: number; readonly snapshots: readonly { readonly markets: readonly { readonly marketId: string }[] }[] }
  expect([found.lines, found.snapshots[0]?.markets.map(({ marketId }) => marketId)]).toEqual([3, ['1.1', '1.2']])
})
test('what cannot be done is said', async () => {
  expect(await books(small, '--at', '4')).toMatchObject({ code: 2, err: `racegraph: ${small} has 3 lines: there is no line 4.\n` })
  expect(await books(join(folder.path, 'absent'), '--at', '1')).toMatchObject({ code: 1, err: expect.stringContaining('does not exist') as string })
  const broken = write(folder.path, 'broken', text(line(1, '1.1', 2), '{'))
  expect(await books(broken, '--at', '1', '--json')).toMatchObject({ code: 1, out: expect.stringContaining('"FILE_UNREADABLE"') as string, err: expect.stringContaining('broken, line 2: it is no JSON') as string })
})

describeWithShared('betfair', 'a recording', (shared) => {
  test('is printed as the reference has it, from any packing', async () => {
    const name = '1.132153978'
    const expected = JSON.parse(gunzipSync(readFileSync(join(shared, 'expected', `${name}.json.gz`))).toString()) as { readonly sha256: string; readonly snapshots: readonly { readonly line: number }[] }
    const packed = join(shared, 'markets', `${name}.ndjson.gz`)
    for (const file of [packed, write(folder.path, `${name}.bz2`, bzip2(gunzipSync(readFileSync(packed)).toString())), write(folder.path, name, gunzipSync(readFileSync(packed)))]) {
      expect(JSON.parse((await books(file, '--at', expected.snapshots.map(({ line: at }) => at).join(','), '--json')).out)).toMatchObject({ name, sha256: expected.sha256, snapshots: expected.snapshots })
    }
  })
})
