'use strict'
// npm run fuzz: test/fuzz/main.ts, transpiled file by file as it is loaded.
const { spawnSync } = require('child_process')
const { existsSync, readFileSync } = require('fs')
const { join } = require('path')

const root = join(__dirname, '..', '..')
const node = join(root, 'node_modules', '.bin', 'node')
if (!existsSync(node)) { process.stderr.write('fuzz: racegraph is not installed: run "npm ci" in its folder first.\n'); process.exit(2) }
if (process.argv[2] !== '--inside') {
  // The page of GraphiQL is part of what is attacked.
  if (spawnSync(node, [join(root, 'script', 'build.js')], { cwd: root, stdio: ['ignore', 2, 2] }).status !== 0) process.exit(2)
  const { status } = spawnSync(node, [__filename, '--inside', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
  process.exit(status ?? 2)
}
process.argv.splice(2, 1)
const { process: transpile } = require('../support/esbuild-transform.js')
require.extensions['.ts'] = (module, file) => { module._compile(transpile(readFileSync(file, 'utf8'), file).code, file) }
require('./main.ts')
