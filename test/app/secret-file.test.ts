import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { configMarkdown, settingsInForce } from '../../src/app/config/describe-config'
import { readConfig } from '../../src/app/config/read-config'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()
afterAll(() => { folder.remove() })
const file = (name: string, text: string): string => { const path = join(folder.path, name); writeFileSync(path, text); return path }

test('a secret may stand in a file; its line break is none of it', () => {
  const config = readConfig({ DATABASE_URL_FILE: file('url', 'postgresql://me:hush@host/races\n'), RACEGRAPH_WEBHOOK_SECRET_FILE: file('secret', 'hush-hush-hush') })
  expect([config.DATABASE_URL, config.RACEGRAPH_WEBHOOK_SECRET]).toEqual(['postgresql://me:hush@host/races', 'hush-hush-hush'])
})
test('what is in force says where it is from, and not what it is', () => {
  const env = { DATABASE_URL_FILE: file('url', 'postgresql://me:hush@host/races') }
  const inForce = settingsInForce(readConfig(env), env)
  expect(JSON.stringify(inForce)).not.toContain('hush')
  expect(inForce.find(({ name }) => name === 'DATABASE_URL')).toMatchObject({ value: '(hidden)', from: 'environment' })
})
test('both, no file, and one with something else in it are refused without the secret', () => {
  const path = file('wrong', 'mysql://me:hush@host/races')
  expect(() => readConfig({ DATABASE_URL: 'postgresql://me:hush@host/races', DATABASE_URL_FILE: path })).toThrow('DATABASE_URL and DATABASE_URL_FILE are both set: unset one.')
  expect(() => readConfig({ REDIS_URL_FILE: '/nowhere/at/all' })).toThrow('REDIS_URL_FILE names "/nowhere/at/all", which cannot be read (ENOENT): name a file that this user may read.')
  expect(() => readConfig({ REDIS_URL_FILE: file('empty', '\n') })).toThrow('which is empty: unset it to do without')
  expect(() => readConfig({ DATABASE_URL_FILE: path })).toThrow(/^DATABASE_URL is set, but not right: (?!.*hush)/)
})
test('only what is a secret has one', () => {
  expect(() => readConfig({ RACEGRAPH_DEMO_FILE: '/x' })).toThrow('RACEGRAPH_DEMO_FILE is not a setting')
  expect(configMarkdown()).toContain('DATABASE_URL_FILE')
})
