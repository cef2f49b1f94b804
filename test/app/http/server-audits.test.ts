import { serverAudits } from 'graphql-http'
import { startSmallServer, type Running } from './small-graph'

let server: Running
beforeAll(async () => { server = await startSmallServer() })
afterAll(() => server.close())

const audits = serverAudits({ url: () => server.graph })

test('there are 61 audits, so that a changed suite is noticed', () => { expect(audits).toHaveLength(61) })

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('GraphQL over HTTP %s: %s', async (_id, _name, audit) => {
  const result = await audit.fn()
  expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok')
})
