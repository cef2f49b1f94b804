import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Pool } from 'pg'
import { FLOOR_STATEMENTS } from './floor-statements'
import { databaseUrl, listen } from './listen'

/** The least a Node server can do: read the variables, run one prepared statement, pass PostgreSQL's text through. */
const pool = new Pool({ connectionString: databaseUrl(), max: 10 })

const reply = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
}
const answer = async (path: string, text: string): Promise<string> => {
  const statement = FLOOR_STATEMENTS[path]
  if (statement === undefined) return '{"data":{"__typename":"Query"}}'
  const { variables } = JSON.parse(text) as { variables: Record<string, unknown> }
  const { rows } = await pool.query<{ body: string }>({ name: path, text: statement.text, values: statement.variables.map((name) => variables[name]) })
  return rows[0]?.body ?? 'null'
}
const bodyOf = (request: IncomingMessage, done: (text: string) => void): void => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.once('end', () => { done(Buffer.concat(chunks).toString()) })
}

listen(createServer((request, response) => {
  bodyOf(request, (text) => {
    answer(request.url ?? '', text).then((body) => { reply(response, 200, body) }, (error: unknown) => { reply(response, 500, String(error)) })
  })
}))
