import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './temporary-folder'

const ROOT = join(__dirname, '..', '..')
let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => { folder = temporaryFolder() })
afterEach(() => { folder.remove() })

const run = (files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}): { status: number | null; lines: readonly string[] } => {
  mkdirSync(join(folder.path, 'test'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder.path, 'test', name), text)
  writeFileSync(join(folder.path, 'jest.config.js'), `module.exports = { testMatch: ['**/*.test.js'], transform: {}, reporters: ['default', ${JSON.stringify(join(__dirname, 'ci-reporter.js'))}] }`)
  const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--ci', '--rootDir', folder.path, '-c', join(folder.path, 'jest.config.js')], { encoding: 'utf8', cwd: folder.path, env: { ...process.env, CHECKS_PASSED: '0', CHECKS_FAILED: '0', ...env } })
  return { status, lines: stdout.trimEnd().split('\n') }
}

describe('the last line of a run', () => {
  test('tests and the checks before them are added up', () => {
    const { status, lines } = run({ 'a.test.js': 'test("holds", () => {})' }, { CHECKS_PASSED: '2', CHECKS_FAILED: '1' })
    expect({ status, last: lines.at(-1) }).toEqual({ status: 0, last: '3 passed, 1 failed' })
  })
  test('a failing test and a file that does not load both count; what could not run is named', () => {
    const { status, lines } = run({
      'a.test.js': 'test("fails", () => { throw new Error() }); describe.skip("[not run: ../shared/x is not there] y", () => { test("a", () => {}) })',
      'b.test.js': 'require("./nothing")',
    })
    expect({ status, last: lines.at(-1) }).toEqual({ status: 1, last: '0 passed, 2 failed, 1 skipped' })
    expect(lines.join('\n')).toContain('NOT RUN: 1 tests need ../shared/x, which is not there')
  })
})
