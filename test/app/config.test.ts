import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { configMarkdown, settingsInForce } from '../../src/app/config/describe-config'
import { httpSettingsOf } from '../../src/app/config/http-settings-of'
import { readConfig } from '../../src/app/config/read-config'
import type { Environment } from '../../src/app/config/read-config'
import { defaultHttpSettings } from '../../src/app/http/http-settings'

const ROOT = join(__dirname, '..', '..')
const refusal = (env: Environment): string => {
  try { readConfig(env) } catch (error) {
    expect(error).toMatchObject({ name: 'AppError', code: 'CONFIG_INVALID' })
    return (error as Error).message
  }
  throw new Error('the configuration was taken')
}

describe('the configuration', () => {
  test('nothing set: every default, reached from this machine only, state in the project', () => {
    const config = readConfig({})
    expect(config).toMatchObject({ PORT: 4000, HOST: '127.0.0.1', DATABASE_URL: null, LOG_LEVEL: 'info', RACEGRAPH_DEMO: true, RACEGRAPH_HOME: join(ROOT, '.racegraph') })
    expect(httpSettingsOf(config)).toEqual({ ...defaultHttpSettings, suggestions: true })
  })
  test('values come in their types; an empty variable counts as unset; a relative home counts from here', () => {
    const config = readConfig({ PORT: '8080', RACEGRAPH_INTROSPECTION: 'OFF', RACEGRAPH_CORS_ORIGINS: 'https://a.example, https://b.example', HOST: ' ', RACEGRAPH_HOME: 'state' })
    expect(config).toMatchObject({ PORT: 8080, RACEGRAPH_INTROSPECTION: false, RACEGRAPH_CORS_ORIGINS: ['https://a.example', 'https://b.example'], HOST: '127.0.0.1', RACEGRAPH_HOME: join(process.cwd(), 'state') })
  })
  test('production is closed where nothing is set, and open where that is', () => {
    const told = (env: Environment): unknown => { const { introspection, graphiql, suggestions } = httpSettingsOf(readConfig(env)); return { introspection, graphiql, suggestions } }
    expect(told({ NODE_ENV: 'production' })).toEqual({ introspection: false, graphiql: false, suggestions: false })
    expect(told({ NODE_ENV: 'production', RACEGRAPH_INTROSPECTION: 'on', RACEGRAPH_GRAPHIQL: 'on' })).toEqual({ introspection: true, graphiql: true, suggestions: false })
    expect(told({ NODE_ENV: 'test' })).toEqual({ introspection: true, graphiql: true, suggestions: false })
    expect(told({ RACEGRAPH_INTROSPECTION: 'off' })).toEqual({ introspection: false, graphiql: true, suggestions: false })
    expect(configMarkdown()).toContain('| `RACEGRAPH_INTROSPECTION` | `on`; `off` with `NODE_ENV=production` |')
  })
  test('a value that cannot be right: its name, the value, what it must be', () => {
    expect(refusal({ PORT: '80x' })).toBe('PORT is "80x": it must be a whole number from 0 to 65535 (default 4000).')
    expect(refusal({ LOG_LEVEL: 'loud' })).toBe('LOG_LEVEL is "loud": it must be one of fatal, error, warn, info, debug, trace, silent (default info).')
    expect(refusal({ RACEGRAPH_GRAPHIQL: 'maybe' })).toBe('RACEGRAPH_GRAPHIQL is "maybe": it must be on or off (default on).')
    expect(refusal({ RACEGRAPH_CORS_ORIGINS: 'https://a.example/path' })).toContain('RACEGRAPH_CORS_ORIGINS')
    expect(refusal({ RACEGRAPH_PRIORITY: 'speed,pace' })).toContain('RACEGRAPH_PRIORITY is "speed,pace": it must be categories separated by commas: race, class,')
    expect(readConfig({ RACEGRAPH_PRIORITY: 'speed, form' }).RACEGRAPH_PRIORITY).toEqual(['speed', 'form'])
  })
  test.each(['-1', '65536', '4000.5', '1e3', '0x50', '99999999999999'])('PORT=%s is refused', (PORT) => { expect(refusal({ PORT })).toContain('PORT') })
  test('a mistyped RACEGRAPH_ name is refused with the name that was meant; other programs\' variables are not ours', () => {
    expect(refusal({ RACEGRAPH_POOLSIZE: '5' })).toBe('RACEGRAPH_POOLSIZE is not a setting: use RACEGRAPH_POOL_SIZE.')
    expect(refusal({ RACEGRAPH_QZXW: '1' })).toBe('RACEGRAPH_QZXW is not a setting: unset it; "racegraph config" lists those that are.')
    expect(readConfig({ PORTS: '5', PATH: '/bin' }).PORT).toBe(4000)
  })
  test('everything that is wrong is said at once, on one line', () => {
    const message = refusal({ PORT: 'x', RACEGRAPH_MAX_DEPTH: '0', RACEGRAPH_HOM: '/x' })
    expect(message).toMatch(/RACEGRAPH_HOM .*PORT .*RACEGRAPH_MAX_DEPTH /)
    expect(message).not.toContain('\n')
  })
  test('a secret is never shown: neither when it is wrong nor in what is in force', () => {
    expect(refusal({ DATABASE_URL: 'mysql://me:hush@host/races' })).toBe('DATABASE_URL is set, but not right: it must be a URL that begins with postgresql:// or postgres://; unset it to do without.')
    const env = { DATABASE_URL: 'postgresql://me:hush@host/races', OPENAI_API_KEY: 'sk-hush', BETFAIR_PASSWORD: 'hush', REDIS_URL: 'redis://:hush@host' }
    expect(JSON.stringify(settingsInForce(readConfig(env), env))).not.toContain('hush')
  })
})

test('docs/configuration.md is what "npm run docs" would write', () => {
  expect(readFileSync(join(ROOT, 'docs', 'configuration.md'), 'utf8')).toBe(configMarkdown())
})
