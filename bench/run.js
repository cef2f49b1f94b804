'use strict'
// npm run bench -- <name>: installs what racegraph is compared with (once), builds, and runs bench/main.ts. Only the benchmark itself writes to standard output.
const { spawnSync } = require('child_process')
const { existsSync } = require('fs')
const { join } = require('path')

const root = join(__dirname, '..')
const node = join(root, 'node_modules', '.bin', 'node')
const step = (command, args, cwd) => spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2] }).status === 0
const fail = (message) => { process.stderr.write(`bench: ${message}\n`); process.exit(1) }

if (!existsSync(node)) fail('racegraph is not installed: run "npm ci" in its folder first.')
if (!existsSync(join(__dirname, 'node_modules', '.package-lock.json'))) {
  process.stderr.write('Installing PostGraphile and Mercurius for the benchmarks (once) ...\n')
  if (!step('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], __dirname)) fail('npm ci in bench/ failed (above): check the network and the registry, then run this again.')
}
if (!step(node, [join(root, 'script', 'build.js')], root)) fail('the build failed (above).')
if (!step(node, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', __dirname], root)) fail('bench/ does not compile (above).')

const { status, signal } = spawnSync(node, ['--enable-source-maps', join(__dirname, 'dist', 'bench', 'main.js'), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
process.exit(signal === null ? status : 1)
