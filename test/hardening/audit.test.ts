import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findingsIn, judge, mayUse } from '../../script/audit'

const ROOT = join(__dirname, '..', '..')
const json = (name: string): never => JSON.parse(readFileSync(join(ROOT, name), 'utf8')) as never
const fine = { version: '1.0.0', license: 'MIT', integrity: 'sha512-x' }
const findings = (entry: object, allowed: Readonly<Record<string, boolean>> = {}): readonly string[] => findingsIn({ packages: { '': { version: '0' }, 'node_modules/@a/b': { ...fine, ...entry } } }, { allowScripts: allowed })

test('what is locked here is as it should be', () => { expect(findingsIn(json('package-lock.json'), json('package.json'))).toEqual([]) })
test('CI runs it', () => {
  expect(readFileSync(join(ROOT, '.ci', 'run'), 'utf8')).toContain('npm test')
  expect(readFileSync(join(ROOT, 'script', 'test'), 'utf8')).toContain('node script/audit.js')
})
test.each([
  ['a licence that is not ours', { license: 'AGPL-3.0' }, 'has the licence AGPL-3.0'], ['none', { license: undefined }, 'says no licence'], ['a script at installation', { hasInstallScript: true }, 'runs a script when it is installed'],
  ['a weak digest', { integrity: 'sha1-x' }, 'has no SHA-512'], ['no digest', { integrity: undefined }, 'has no SHA-512'], ['another way than HTTPS', { resolved: 'http://registry.example/b.tgz' }, 'not by HTTPS'], ['a Git repository', { resolved: 'git+ssh://git@example/b' }, 'not by HTTPS'],
])('%s is a finding', (_name, entry, words) => { expect(findings(entry)).toEqual([expect.stringContaining(words)]) })
test('a script that package.json allows is none', () => {
  expect(findings({ hasInstallScript: true }, { '@a/b': true })).toEqual([])
  expect(findings({ hasInstallScript: true }, { '@a/b': false })).toHaveLength(1)
})
test('licences with a choice, and with several', () => { expect(['(MIT OR GPL-3.0)', 'MIT AND BSD-3-Clause', '(MIT AND GPL-3.0)', 'GPL-3.0'].map(mayUse)).toEqual([true, true, false, false]) })

describe('the answer of the registry', () => {
  const report = (severity: string): string => JSON.stringify({ metadata: { vulnerabilities: { low: 0, moderate: 0, high: 0, critical: 0, [severity]: 1 } }, vulnerabilities: { left: { name: 'left', severity, range: '<2' } } })
  test.each([['low', []], ['moderate', []], ['high', ['left <2: high']], ['critical', ['left <2: critical']]])('%s', (severity, bad) => { expect(judge(report(severity), '')).toMatchObject({ audited: true, bad, told: expect.stringContaining(`1 ${severity}`) as string }) })
  test('none, or one that says nothing of vulnerabilities: not audited, and why', () => {
    expect(judge(JSON.stringify({ message: '405 Method Not Allowed', statusCode: 405 }), '')).toEqual({ audited: false, why: '405 Method Not Allowed' })
    expect(judge('', 'npm error one\nnpm error two\n')).toEqual({ audited: false, why: 'npm error two' })
    expect(judge('', '')).toEqual({ audited: false, why: 'npm audit gave no answer' })
    expect(judge('<html>', '')).toMatchObject({ audited: false })
  })
})
