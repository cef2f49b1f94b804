// A receiver of webhooks: node receiver.js, with WEBHOOK_SECRET (whsec_...) and PORT set. Needs the package standardwebhooks.
const { createServer } = require('node:http')
const { Webhook } = require('standardwebhooks')

const webhook = new Webhook(process.env.WEBHOOK_SECRET)
const MOST_BYTES = 1_000_000
/** Ids that were taken already: the same event may come twice. In earnest this is a table with a unique key. */
const seen = new Set()

function take({ type, synthetic, data }) {
  const about = data.race === undefined ? '' : ` ${data.race.venue.code} ${data.race.number} version ${data.version}`
  console.log(`${synthetic ? 'SYNTHETIC ' : ''}${type}${about}`)
}

const server = createServer((request, response) => {
  const chunks = []
  let bytes = 0
  request.on('data', (chunk) => {
    bytes += chunk.length
    if (bytes > MOST_BYTES) request.destroy()
    else chunks.push(chunk)
  })
  request.on('end', () => {
    let event
    // The signature is of the bytes as they came: verify before parsing. Times further off than five minutes are refused too.
    try { event = webhook.verify(Buffer.concat(chunks), request.headers) } catch { return response.writeHead(401).end() }
    const id = request.headers['webhook-id']
    if (!seen.has(id)) {
      seen.add(id)
      take(event)
    }
    // Answer soon, and do the work afterwards: what is not answered in time is sent again.
    response.writeHead(204).end()
  })
})
server.listen(Number(process.env.PORT), '127.0.0.1', () => { console.log(`listening on ${server.address().port}`) })
