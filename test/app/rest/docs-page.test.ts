import { existsSync } from 'node:fs'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { documentOf, publish, startRest, type RestServer } from './rest-server'

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const hasChromium = existsSync(CHROMIUM)
if (!hasChromium) console.warn(`NOT TESTED: the page /rest in a browser, for there is no Chromium at ${CHROMIUM}. Install chromium, or name it in CHROMIUM_PATH.`)

let server: RestServer
let raceId: string
beforeAll(async () => {
  server = await startRest()
  await publish(server.store, [documentOf('query Days($first: Int) { meetings(first: $first) { nodes { date } } }')])
  raceId = Buffer.from(`Race:${(await server.db.pool.query<{ id: number }>("SELECT r.id FROM races r JOIN meetings m ON m.id = r.meeting_id WHERE m.date = '2023-04-02' AND r.number = 1")).rows[0]!.id}`).toString('base64url')
})
afterAll(() => server.close())

describe('what is sent', () => {
  const policyOf = async (path: string): Promise<Map<string, string>> => {
    const policy = (await fetch(server.origin + path)).headers.get('content-security-policy')!
    return new Map(policy.split('; ').map((one) => [one.split(' ')[0]!, one.split(' ').slice(1).join(' ')]))
  }
  test('the page names nothing of any other host, and has no script of its own in it', async () => {
    const html = await (await fetch(`${server.origin}/rest`)).text()
    expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, to]) => to)).toEqual(['data:,', '/rest/page/swagger-ui.css', '/rest/page/swagger-ui-bundle.js', '/rest/page/start.js'])
    expect(html).not.toMatch(/https?:|<script>|<script [^>]*>[^<]|\son\w+=|<style| style=/)
  })
  test('the policy lets in scripts and requests of this server alone', async () => {
    const policy = await policyOf('/rest')
    expect([policy.get('default-src'), policy.get('script-src'), policy.get('connect-src'), policy.get('frame-ancestors'), policy.get('base-uri'), policy.get('form-action')]).toEqual(["'none'", "'self'", "'self'", "'none'", "'none'", "'none'"])
    expect([...policy.values()].join(' ')).not.toMatch(/http|\*|unsafe-eval/)
  })
  test.each(['/rest/page/package.json', '/rest/page/swagger-initializer.js', '/rest/page/oauth2-redirect.html', '/rest/page/..%2fpackage.json', '/rest/page/__proto__', '/rest/page/'])('%s: 404', async (path) => { expect((await fetch(server.origin + path)).status).toBe(404) })
})

const inBrowser = hasChromium ? describe : describe.skip
inBrowser('in Chromium', () => {
  let browser: Browser
  let page: Page
  const asked: string[] = []
  const problems: string[] = []
  beforeAll(async () => {
    browser = await puppeteer.launch({ executablePath: CHROMIUM, headless: true, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-dev-shm-usage'] })
    page = await browser.newPage()
    await page.setViewport({ width: 1300, height: 1000 })
    page.on('request', (request) => { asked.push(request.url()) })
    page.on('pageerror', (error) => { problems.push(String(error)) })
    page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()) })
    await page.goto(`${server.origin}/rest`)
    await page.waitForSelector('.opblock')
  })
  afterAll(() => browser?.close())

  const texts = (selector: string): Promise<readonly string[]> => page.$$eval(selector, (found) => found.map(({ textContent }) => (textContent ?? '').replaceAll('\u200b', '')))
  /** Opens an operation, fills in its parameters, and gives what it was answered. */
  const tryOut = async (id: string, given: Readonly<Record<string, string>>): Promise<{ readonly status: string; readonly body: string }> => {
    const block = `#operations-Racing-${id}`
    await page.click(`${block} .opblock-summary`)
    await (await page.waitForSelector(`${block} .try-out__btn`))!.click()
    for (const [name, value] of Object.entries(given)) await (await page.waitForSelector(`${block} tr[data-param-name="${name}"] input`))!.type(value)
    await (await page.waitForSelector(`${block} .execute`))!.click()
    await page.waitForSelector(`${block} .live-responses-table .response-col_status`)
    const text = (selector: string): Promise<string> => page.$eval(`${block} .live-responses-table ${selector}`, ({ textContent }) => textContent ?? '')
    return { status: await text('tbody .response-col_status'), body: await text('tbody .response-col_description') }
  }

  test('it shows every route, trusted documents too, by the document of this server', async () => {
    expect(await texts('.opblock-summary-path')).toEqual(['/rest/race/{id}', '/rest/horse/{name}', '/rest/predict', '/rest/meetings', '/rest/documents/Days', '/rest/documents/Days'])
    expect((await texts('.info .title')).join()).toMatch(/^racegraph.*OAS 3\.1/s)
    expect(await texts('.errors-wrapper')).toEqual([])
  })
  test('a route is asked from it, and a problem shown', async () => {
    expect(await tryOut('RestRace', { id: raceId })).toEqual({ status: expect.stringMatching(/^200/), body: expect.stringContaining('"distance": 1400') })
    expect(await tryOut('RestHorse', { name: 'Nobody' })).toEqual({ status: expect.stringMatching(/^404/), body: expect.stringContaining('No horse has the name') })
  })
  test('a key goes in the header', async () => {
    await page.click('.auth-wrapper .authorize')
    await (await page.waitForSelector('.auth-container input[aria-label="auth-bearer-value"], .auth-container input'))!.type('rg_wrong')
    await page.click('.auth-container .auth.modal-btn')
    await page.click('.auth-btn-wrapper .btn-done')
    const answer = page.waitForResponse((response) => response.url().includes('/rest/meetings'))
    await tryOut('RestMeetings', { first: '' })
    expect([(await answer).request().headers()['authorization'], (await answer).status()]).toEqual(['Bearer rg_wrong', 401])
  })
  test('nothing was asked of any other host, and the policy stopped nothing', () => {
    expect(asked.filter((url) => !url.startsWith(`${server.origin}/`) && !url.startsWith('data:') && !url.startsWith('blob:'))).toEqual([])
    expect(asked.length).toBeGreaterThan(4)
    expect(problems.filter((problem) => !/status of (404|401)/.test(problem))).toEqual([])
  })
})
