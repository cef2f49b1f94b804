import { existsSync } from 'node:fs'
import puppeteer, { type Browser, type HTTPRequest } from 'puppeteer-core'
import { buildGraphiql } from '../../../../script/build-graphiql.js'
import { startScoped, type ScopedServer } from './scoped-server'

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const hasChromium = existsSync(CHROMIUM)
if (!hasChromium) console.warn(`NOT TESTED: GraphiQL with a key in a browser, for there is no Chromium at ${CHROMIUM}. Install chromium, or name it in CHROMIUM_PATH.`)

const inBrowser = hasChromium ? describe : describe.skip
inBrowser('GraphiQL in Chromium', () => {
  let browser: Browser
  let server: ScopedServer
  beforeAll(async () => {
    buildGraphiql()
    server = await startScoped({ graphiql: true })
    browser = await puppeteer.launch({ executablePath: CHROMIUM, headless: true, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-dev-shm-usage'] })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const asksForGraph = (request: HTTPRequest): boolean => request.url().endsWith('/graphql') && request.postData()?.includes('__schema') === true

  test('a key that is typed into the headers goes with introspection, which then shows more, and with subscriptions', async () => {
    const page = await browser.newPage()
    await page.setViewport({ width: 1400, height: 900 })
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(String(error)))
    const session = await page.createCDPSession()
    await session.send('Network.enable')
    const frames: string[] = []
    const initialised = new Promise<void>((resolve) => { session.on('Network.webSocketFrameSent', ({ response }) => { frames.push(response.payloadData); if (response.payloadData.includes('"subscribe"')) resolve() }) })

    const first = page.waitForResponse((response) => asksForGraph(response.request()))
    await page.goto(`${server.url}/graphiql`)
    const before = await first
    expect([before.request().headers()['x-test-scopes'], (await before.text()).includes('"llmSpend"'), (await before.text()).includes('"nextToJump"')]).toEqual([undefined, false, true])

    const tab = (await page.$$('[role="tab"]')).at(-1)
    await tab!.click()
    await page.waitForSelector('[data-name="headers"]')
    await page.click('[data-name="headers"]')
    const again = page.waitForResponse((response) => asksForGraph(response.request()) && response.request().headers()['x-test-scopes'] !== undefined)
    const editor = '.graphiql-editor-tool .graphiql-editor:not(.hidden)'
    await page.waitForSelector(`${editor} .monaco-editor`)
    await page.focus(`${editor} :is(textarea, .native-edit-context)`)
    await page.keyboard.type('{"X-Test-Scopes": "racing live admin')
    const after = await again
    expect([after.request().headers()['x-test-scopes'], (await after.text()).includes('"llmSpend"'), (await after.text()).includes('"featureMatrix"')]).toEqual(['racing live admin', true, false])

    await page.click('.graphiql-execute-button')
    await initialised
    expect(JSON.parse(frames[0]!)).toEqual({ type: 'connection_init', payload: { 'x-test-scopes': 'racing live admin' } })
    expect(problems).toEqual([])
  })
})
