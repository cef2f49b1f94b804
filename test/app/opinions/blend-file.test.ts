import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { blendFile } from '../../../src/app/opinions/blend-file'
import { addDays } from '../../../src/domain/instant'
import { UNFITTED, type BlendVersion } from '../../../src/usecases/opinion/blend-state'
import { fitBlend } from '../../../src/usecases/opinion/fit-blend'
import { blendWorld } from '../../support/blend-worlds'
import { temporaryFolder } from '../../support/temporary-folder'

const made: ReturnType<typeof temporaryFolder>[] = []
const ownFolder = (): string => { const folder = temporaryFolder(); made.push(folder); return folder.path }
afterAll(() => { for (const folder of made) folder.remove() })

const report = fitBlend(blendWorld('file', 60, (x, y) => x + y).map((race, i) => ({ ...race, raceId: i, date: addDays('2026-01-01', i), offAt: i, source: 'served' as const, askedAfterwards: false, opinionModel: 'm', synthetic: false })), { base: 'draw', synthetic: false, leftOut: { none: 1 }, resampling: { seed: 1, draws: 50, level: 0.95 } })
const version = (number: number): BlendVersion => ({ version: number, fittedAt: '2026-04-01T00:00:00.000Z', base: 'draw', synthetic: false, log: report.log, slope: report.slope, charge: report.charge, report })

test('without a file there is what is stated; fits come back as they were, whole', async () => {
  const home = ownFolder()
  const file = blendFile(home, () => 0)
  expect(await file.all()).toEqual([UNFITTED])
  await file.add(version(2))
  await file.add(version(3))
  expect(await file.all()).toEqual([UNFITTED, version(2), version(3)])
  expect(await blendFile(home, () => 0).all()).toEqual([UNFITTED, version(2), version(3)])
  expect(readdirSync(home)).toEqual(['blend.json'])
})
test('another process sees a fit within seconds', async () => {
  const home = ownFolder()
  let now = 0
  const reader = blendFile(home, () => now)
  await reader.all()
  await blendFile(home, () => 0).add(version(2))
  now = 3_000
  expect((await reader.all()).length).toBe(2)
})
test.each([['no JSON', '{'], ['another format', '{"format":"racegraph-blend-9","versions":[]}'], ['a weight below 0', JSON.stringify({ format: 'racegraph-blend-1', versions: [{ ...version(2), slope: -1 }] })]])('%s is refused, with what to do', async (_, text) => {
  const home = ownFolder()
  writeFileSync(join(home, 'blend.json'), text)
  await expect(blendFile(home, () => 0).all()).rejects.toThrow(/take it away, and fit anew/)
})
