'use strict'
// npm run audit: holds dependencies to what package-lock.json says of them (licences, install scripts, digests), and asks the registry for known
// vulnerabilities. Fails on what the first finds, and on vulnerabilities of LEVEL or worse in what runs in production. A registry that does not
// answer is no failure, but is said loudly.
const { spawnSync } = require('child_process')
const { readFileSync } = require('fs')
const { join } = require('path')

const LEVELS = ['low', 'moderate', 'high', 'critical']
const LEVEL = 'high'
const PATIENCE_MS = 60_000

/** Licences that ask for nothing but that they be kept beside the work. */
const LICENCES = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0', 'PSF-2.0', 'Python-2.0', 'CC-BY-4.0'])
/** Packages that say none in the lock file, and what stands in their own files. */
const KNOWN_LICENCES = { exit: 'MIT' }
/** Scripts at installation that we do without: package.json does not allow them. */
const NOT_RUN = { 'core-js': 'asks for donations' }

/** Every licence of `(A AND B)` must be one of ours, of `(A OR B)` one. */
const mayUse = (licence) => licence.replace(/[()]/g, '').split(' OR ').some((choice) => choice.split(' AND ').every((one) => LICENCES.has(one.trim())))

const nameOf = (path, entry) => entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** What is wrong with a lock file, in words; the same for the same file, without a network. */
const findingsIn = (lock, manifest) => Object.entries(lock.packages).filter(([path, entry]) => path !== '' && !entry.link).flatMap(([path, entry]) => {
  const name = nameOf(path, entry)
  const licence = entry.license ?? KNOWN_LICENCES[name]
  const findings = []
  if (licence === undefined) findings.push(`${name}@${entry.version} says no licence: read it, and add it to KNOWN_LICENCES in script/audit.js`)
  else if (!mayUse(licence)) findings.push(`${name}@${entry.version} has the licence ${licence}, which is not one of those in script/audit.js`)
  if (entry.hasInstallScript && manifest.allowScripts?.[name] !== true && !(name in NOT_RUN)) findings.push(`${name}@${entry.version} runs a script when it is installed: read it, and allow it in allowScripts of package.json, or take another package`)
  if (!/^sha512-/.test(entry.integrity ?? '') && !entry.inBundle) findings.push(`${name}@${entry.version} has no SHA-512 in package-lock.json`)
  if (entry.resolved !== undefined && !/^https:\/\//.test(entry.resolved)) findings.push(`${name}@${entry.version} comes from ${entry.resolved}, not by HTTPS`)
  return findings
})

/** What "npm audit --json" answered: vulnerabilities that count, or why nobody knows. */
const judge = (stdout, stderr) => {
  let report
  try { report = JSON.parse(stdout) } catch { report = {} }
  const counts = report.metadata?.vulnerabilities
  if (counts === undefined) return { audited: false, why: report.message ?? (stderr.trim().split('\n').at(-1) || 'npm audit gave no answer') }
  const counting = LEVELS.slice(LEVELS.indexOf(LEVEL))
  const bad = Object.values(report.vulnerabilities ?? {}).filter(({ severity }) => counting.includes(severity)).map(({ name, severity, range }) => `${name} ${range}: ${severity}`)
  return { audited: true, bad, told: LEVELS.map((level) => `${counts[level] ?? 0} ${level}`).join(', ') }
}

const main = () => {
  const root = join(__dirname, '..')
  const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'))
  const lock = read('package-lock.json')
  const findings = findingsIn(lock, read('package.json'))
  for (const finding of findings) console.error(finding)
  console.error(`${Object.keys(lock.packages).length - 1} packages: licences, install scripts and digests ${findings.length === 0 ? 'are as they should be' : `have ${findings.length} faults`}.`)
  const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { cwd: root, encoding: 'utf8', timeout: PATIENCE_MS, maxBuffer: 64 << 20 })
  const verdict = judge(stdout ?? '', stderr ?? '')
  if (!verdict.audited) console.error(`\n*** NOT AUDITED for known vulnerabilities: ${verdict.why}\n*** Run "npm audit --omit=dev" where the registry answers.\n`)
  else {
    console.error(`Known vulnerabilities in what runs in production: ${verdict.told}.`)
    for (const one of verdict.bad) console.error(one)
  }
  return findings.length === 0 && (!verdict.audited || verdict.bad.length === 0) ? 0 : 1
}

module.exports = { findingsIn, judge, mayUse }
if (require.main === module) process.exitCode = main()
