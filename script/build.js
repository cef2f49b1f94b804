'use strict'
// Compiles src/ and migrations/ into dist/ when something in them has changed since the last time.
const { spawnSync } = require('child_process')
const { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } = require('fs')
const { join } = require('path')
const { buildGraphiql } = require('./build-graphiql.js')
const { buildLive } = require('./build-live.js')

process.chdir(join(__dirname, '..'))
const STAMP = join('dist', '.built')
const SOURCES = ['src', 'migrations', 'tsconfig.json', 'package-lock.json', ...readdirSync('schema').filter((name) => name.endsWith('.schema.json')).map((name) => join('schema', name))]

const newest = (path) => {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs)
}
/** Compiled files whose source is gone: a migration or entity that was renamed must not be loaded from here. */
const removeOrphans = (folder) => {
  if (!existsSync(join('dist', folder))) return
  for (const entry of readdirSync(join('dist', folder), { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) { removeOrphans(path); continue }
    if (entry.name.endsWith('.js') && !existsSync(path.replace(/\.js$/, '.ts')) && !existsSync(path)) rmSync(join('dist', path))
  }
}

const began = Date.now()
buildGraphiql()
buildLive()
if (existsSync(STAMP) && existsSync('dist/src/cli/main.js') && SOURCES.every((path) => newest(path) < statSync(STAMP).mtimeMs)) process.exit(0)
process.stderr.write('Building ...\n')
if (!existsSync('dist')) rmSync('tsconfig.tsbuildinfo', { force: true })
const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--tsBuildInfoFile', 'dist/.tsbuildinfo', '--pretty', 'false'], { stdio: ['ignore', 2, 2] })
if (status !== 0) process.exit(1)
removeOrphans('src')
removeOrphans('migrations')
writeFileSync(STAMP, '')
utimesSync(STAMP, new Date(began), new Date(began))
