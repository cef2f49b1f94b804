// Odds and probabilities of one race as they move, by graphql-ws: what a client of the subscriptions looks like. Bundled by script/build-live.js.
import { createClient } from 'graphql-ws'
import { NEXT_RACE, ODDS, PREDICTIONS, STATUS } from './operations.js'

const at = (id) => document.getElementById(id)
const wanted = new URLSearchParams(location.search).get('race')
const client = createClient({
  url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
  lazy: false,
  retryAttempts: Infinity,
  shouldRetry: () => true,
  // The server says "reconnect in 0-5000 ms" when it stops: everybody at another moment, and later when it stays away.
  retryWait: (tries) => new Promise((done) => setTimeout(done, Math.random() * Math.min(5000, 250 * 2 ** tries))),
  on: {
    connected: () => say('Live', 'live'),
    closed: () => say('Connection lost, coming back …', 'lost'),
  },
})
const say = (text, state) => { at('state').textContent = text; at('state').dataset.state = state }

const rows = new Map()
const cell = (row, name) => row.querySelector(`[data-cell="${name}"]`)
/** Shows a number, and for a moment which way it went. */
const show = (row, name, value, text) => {
  const shown = cell(row, name)
  const before = Number(shown.dataset.value)
  if (shown.textContent === text) return
  shown.textContent = text
  shown.dataset.value = String(value)
  if (!Number.isFinite(before) || value === null || before === value) return
  shown.classList.remove('up', 'down')
  void shown.offsetWidth
  shown.classList.add(value > before ? 'up' : 'down')
}
const odds = (value) => (value === null || value === undefined ? '–' : value.toFixed(2))

const addRunner = ({ id, number, status, horse }) => {
  const row = document.createElement('tr')
  row.dataset.runner = id
  row.innerHTML = '<td data-cell="number"></td><th scope="row" data-cell="horse"></th><td data-cell="back"></td><td data-cell="lay"></td><td data-cell="price"></td><td data-cell="chance"></td><td aria-hidden="true"><span class="bar"></span></td>'
  cell(row, 'number').textContent = number ?? ''
  cell(row, 'horse').textContent = horse.name
  for (const name of ['back', 'lay', 'price', 'chance']) cell(row, name).textContent = '–'
  row.classList.toggle('out', status === 'SCRATCHED' || status === 'WITHDRAWN')
  rows.set(id, row)
  at('runners').append(row)
}

/** Resumes by itself: when the line is back graphql-ws sends the variables as they are then, with the highest sequence that was seen. */
const follow = (query, race, field, take) => {
  const variables = { races: [race], fromSequence: null }
  client.subscribe({ query, variables }, {
    next: ({ data, errors }) => {
      if (errors) return tell(errors[0].message)
      const update = data?.[field]
      if (!update) return
      variables.fromSequence = Math.max(update.snapshot ? 0 : variables.fromSequence ?? 0, update.sequence)
      take(update)
    },
    error: (failure) => tell(Array.isArray(failure) ? failure[0].message : 'The subscription ended: reload the page.'),
    complete: () => undefined,
  })
}
const tell = (text) => { at('note').textContent = text }

const takeOdds = ({ prices, status, inPlay, stale, at: when }) => {
  at('market').textContent = [status === null ? 'no market yet' : status.toLowerCase(), inPlay ? 'in play' : null, stale ? 'prices are late' : null].filter(Boolean).join(' · ')
  at('when').textContent = new Date(when).toLocaleTimeString()
  for (const { runnerId, status: standing, price, lastTraded, back, lay } of prices) {
    const row = rows.get(runnerId)
    if (row === undefined) continue
    const out = standing === 'REMOVED'
    row.classList.toggle('out', out)
    show(row, 'price', price?.decimal ?? lastTraded, out ? 'out' : odds(price?.decimal ?? lastTraded))
    show(row, 'back', back[0]?.price ?? null, odds(back[0]?.price))
    show(row, 'lay', lay[0]?.price ?? null, odds(lay[0]?.price))
  }
}
const takeChances = ({ changed }) => {
  for (const { runnerId, probability } of changed) {
    const row = rows.get(runnerId)
    if (row === undefined) continue
    show(row, 'chance', probability, `${(100 * probability).toFixed(1)} %`)
    row.querySelector('.bar').style.setProperty('--share', `${Math.min(100, 100 * probability).toFixed(1)}%`)
  }
}

const start = async () => {
  const { value } = await client.iterate({ query: NEXT_RACE, variables: { id: wanted ?? '', known: wanted !== null } }).next()
  const race = value?.data?.race ?? value?.data?.nextToJump?.[0]
  if (!race) return tell(value?.errors?.[0]?.message ?? 'There is no race to come.')
  at('title').textContent = `${race.meeting.venue.name} ${race.number} · ${race.name}`
  at('start').textContent = new Date(race.scheduledStart).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })
  at('start').dateTime = race.scheduledStart
  at('synthetic').hidden = race.source !== 'SYNTHETIC'
  for (const runner of race.runners.nodes) addRunner(runner)
  follow(ODDS, race.id, 'oddsUpdated', takeOdds)
  follow(PREDICTIONS, race.id, 'predictionUpdated', takeChances)
  follow(STATUS, race.id, 'raceUpdated', ({ status, event }) => { at('race').textContent = status.toLowerCase().replaceAll('_', ' '); if (event) tell(event.text) })
}
start().catch((error) => tell(error instanceof Error ? error.message : 'The race could not be read: reload the page.'))
