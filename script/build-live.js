'use strict'
// Bundles the page in examples/live with graphql-ws into dist/live, when it has changed.
const { createHash } = require('crypto')
const { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('fs')
const { join } = require('path')

const FROM = join(__dirname, '..', 'examples', 'live')
const TO = join(__dirname, '..', 'dist', 'live')
const STAMP = join(TO, '.built')

const digest = () => {
  const hash = createHash('sha1').update(readFileSync(__filename))
  for (const name of readdirSync(FROM).sort()) hash.update(name).update(readFileSync(join(FROM, name)))
  for (const name of ['graphql-ws', 'esbuild']) hash.update(readFileSync(join(__dirname, '..', 'node_modules', name, 'package.json')))
  return hash.digest('hex')
}

/** Gives true when it built anything. */
const buildLive = () => {
  const now = digest()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === now) return false
  rmSync(TO, { recursive: true, force: true })
  mkdirSync(TO, { recursive: true })
  require('esbuild').buildSync({
    entryPoints: [join(FROM, 'live.js')], absWorkingDir: join(__dirname, '..'), outdir: TO,
    bundle: true, minify: true, format: 'iife', platform: 'browser', target: 'es2022', charset: 'utf8', legalComments: 'none', logLevel: 'error',
  })
  for (const name of ['index.html', 'live.css']) copyFileSync(join(FROM, name), join(TO, name))
  writeFileSync(STAMP, now)
  return true
}

module.exports = { buildLive }
if (require.main === module) buildLive()
