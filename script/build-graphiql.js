'use strict'
// Bundles the GraphiQL page with its editor's workers from the npm packages into dist/graphiql, when they have changed.
const { createHash } = require('crypto')
const { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('fs')
const { join } = require('path')

const FROM = join(__dirname, 'graphiql')
const TO = join(__dirname, '..', 'dist', 'graphiql')
const STAMP = join(TO, '.built')

const digest = () => {
  const hash = createHash('sha1').update(readFileSync(__filename))
  for (const name of readdirSync(FROM).sort()) hash.update(name).update(readFileSync(join(FROM, name)))
  for (const name of ['graphiql', '@graphiql/react', 'monaco-editor', 'monaco-graphql', 'react', 'esbuild']) hash.update(readFileSync(require.resolve(`${name}/package.json`)))
  return hash.digest('hex')
}

/** Gives true when it built anything. */
const buildGraphiql = () => {
  const now = digest()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === now) return false
  rmSync(TO, { recursive: true, force: true })
  mkdirSync(TO, { recursive: true })
  require('esbuild').buildSync({
    entryPoints: {
      graphiql: join(FROM, 'main.js'),
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
    absWorkingDir: join(__dirname, '..'),
    outdir: TO, bundle: true, minify: true, format: 'iife', platform: 'browser', target: 'es2022', charset: 'utf8',
    legalComments: 'linked', logLevel: 'error',
    assetNames: '[name]', loader: { '.ttf': 'file', '.woff': 'file', '.woff2': 'file', '.svg': 'file' },
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' },
  })
  writeFileSync(STAMP, now)
  return true
}

module.exports = { buildGraphiql }
if (require.main === module) buildGraphiql()
