import { existsSync } from 'node:fs'
import { parse, validate } from 'graphql'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { buildGraph } from '../../src/graphql/schema'
import { buildLive } from '../../script/build-live.js'
import * as operations from '../../examples/live/operations.js'
import type { PredictionEvent } from '../../src/domain/live-event'
import { livePrice, liveRace, oddsEvent, raceEvent, START, type LiveRace } from '../support/live-groups'
import { serveLive, type ServedLive } from '../support/serve-live'

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const hasChromium = existsSync(CHROMIUM)
if (!hasChromium) console.warn(`NOT TESTED: the page /live in a browser, for there is no Chromium at ${CHROMIUM}. Install chromium, or name it in CHROMIUM_PATH.`)

test.each(Object.entries(operations as Record<string, string>))('%s fits the schema', (_name, text) => {
  expect(validate(buildGraph(), parse(text)).map(({ message }) => message)).toEqual([])
})

const inBrowser = hasChromium ? describe : describe.skip
inBrowser('in Chromium', () => {
  let browser: Browser
  let server: ServedLive
  beforeAll(async () => {
    buildLive()
    server = await serveLive()
    browser = await puppeteer.launch({ executablePath: CHROMIUM, headless: true, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-dev-shm-usage'] })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  const textOf = (page: Page, runner: string, cell: string): Promise<string | null> => page.$eval(`tr[data-runner="${runner}"] [data-cell="${cell}"]`, (element) => element.textContent)
  /** The clock goes on until it is so: what is throttled goes out as soon as it may. */
  const becomes = async (page: Page, condition: string): Promise<void> => {
    const ticking = setInterval(() => { server.clock.pass(1_000) }, 50)
    try { await page.waitForFunction(condition, { timeout: 20_000 }) } finally { clearInterval(ticking) }
  }
  const shows = (page: Page, runner: string, cell: string, text: string): Promise<void> => becomes(page, `document.querySelector(${JSON.stringify(`tr[data-runner="${runner}"] [data-cell="${cell}"]`)})?.textContent === ${JSON.stringify(text)}`)
  const chances = (race: LiveRace, sequence: number, own: readonly number[]): PredictionEvent => ({
    kind: 'prediction', raceId: race.race, sequence, at: START, receivedAt: START, reason: 'PRICE',
    prediction: { model: { name: 'draw', version: 1 }, featureSet: 'fs', asOf: START, marketAt: START, generatedAt: START, stale: false, runnerIds: race.runners, chances: own, inputs: Buffer.alloc(8 * race.runners.length).toString('base64') },
  })
  const move = (race: LiveRace, sequence: number, prices: readonly number[], whole = false): void => {
    server.live.apply([oddsEvent(race.race, sequence, prices.map((price, i) => livePrice(race.runners[i] as number, sequence, price, { lay: [{ price: price + 0.1, size: 5 }] })), { whole })])
  }

  test('odds and chances move, an invented race is marked, and the page comes back after a restart and goes on', async () => {
    const race = await liveRace(server, 'S1-1')
    const [first, second] = race.runnerIds as [string, string]
    move(race, 1, [2.5, 4], true)
    const page = await browser.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(String(error)))
    await page.goto(`${server.origin}/live`)

    await shows(page, first, 'back', '2.50')
    expect([await textOf(page, first, 'lay'), await textOf(page, second, 'price')]).toEqual(['2.60', '4.00'])
    expect(await page.evaluate('[document.getElementById("synthetic").hidden, document.getElementById("synthetic").textContent]')).toEqual([false, 'SYNTHETIC: an invented race'])
    expect(await page.$eval('#title', (element) => element.textContent)).toContain('Myrtle Park 1')

    move(race, 2, [2.2])
    await shows(page, first, 'back', '2.20')
    expect(await page.$eval(`tr[data-runner="${first}"] [data-cell="back"]`, (element) => element.className)).toBe('down')
    server.live.apply([raceEvent(race.race, 3, { status: 'FINAL' })])
    await becomes(page, 'document.getElementById("race").textContent === "final"')

    // By the fixture's champion: twice the chance for one than for the other. Then as the repricer would publish it.
    expect([await textOf(page, first, 'chance'), await textOf(page, second, 'chance')]).toEqual(['66.7 %', '33.3 %'])
    server.live.apply([chances(race, 4, [0.25, 0.75])])
    await shows(page, first, 'chance', '25.0 %')
    expect(await page.$eval(`tr[data-runner="${second}"] [data-cell="chance"]`, (element) => element.className)).toBe('up')

    const { port } = server
    await server.close()
    await page.waitForFunction('document.getElementById("state").dataset.state === "lost"')
    server = await serveLive({}, port)
    move(race, 9, [3.3, 5.5], true)
    await shows(page, second, 'back', '5.50')
    expect(await page.$eval('#state', (element) => element.textContent)).toBe('Live')
    move(race, 10, [3.4])
    await shows(page, first, 'back', '3.40')
    expect(problems).toEqual([])
    await page.close()
  })
})
