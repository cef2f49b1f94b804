import { parse, print, visit, type ASTNode } from 'graphql'
import { isRaw, type FuzzRequest } from './request'

const MOST_TRIES = 300

/** The smallest request found that still fails: parts are left out, greedily, as long as it does. */
export const minimise = async (request: FuzzRequest, fails: (request: FuzzRequest) => Promise<boolean>): Promise<FuzzRequest> => {
  let best = request
  for (let tries = 0, progress = true; progress && tries < MOST_TRIES;) {
    progress = false
    for (const candidate of smaller(best)) {
      if (++tries > MOST_TRIES) break
      if (!(await fails(candidate))) continue
      best = candidate
      progress = true
      break
    }
  }
  return best
}

function* smaller(request: FuzzRequest): Generator<FuzzRequest> {
  if (isRaw(request)) { for (const bytes of shorter(request.bytes)) yield { bytes }; return }
  for (let i = 0; i < request.headers.length; i++) yield { ...request, headers: request.headers.filter((_, j) => j !== i) }
  const { body, path } = request
  if (typeof body === 'string') {
    const parsed = record(body)
    if (parsed === null) for (const text of shorter(body)) yield { ...request, body: text }
    else for (const value of smallerRecords(parsed)) yield { ...request, body: JSON.stringify(value) }
  }
  const [base = '', search] = path.split('?')
  const parameters = search?.split('&') ?? []
  for (let i = 0; i < parameters.length; i++) yield { ...request, path: `${base}?${parameters.filter((_, j) => j !== i).join('&')}` }
}

const record = (text: string): Record<string, unknown> | null => {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : null
  } catch { return null }
}

function* smallerRecords(body: Record<string, unknown>): Generator<Record<string, unknown>> {
  for (const key of Object.keys(body)) yield without(body, key)
  if (typeof body['query'] === 'string') for (const query of smallerDocuments(body['query'])) yield { ...body, query }
  const variables = body['variables']
  if (typeof variables === 'object' && variables !== null) for (const key of Object.keys(variables)) yield { ...body, variables: without(variables as Record<string, unknown>, key) }
}
const without = (value: Record<string, unknown>, key: string): Record<string, unknown> => Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))

const removable = new Set(['OperationDefinition', 'FragmentDefinition', 'Field', 'InlineFragment', 'FragmentSpread', 'Argument', 'ObjectField', 'Directive', 'VariableDefinition'])

/** Each node that may be left out, left out; of a text that does not parse, each half. */
function* smallerDocuments(query: string): Generator<string> {
  let document
  try { document = parse(query) } catch { yield* shorter(query); return }
  const nodes: ASTNode[] = []
  visit(document, { enter: (node) => { if (removable.has(node.kind)) nodes.push(node) } })
  for (const node of nodes) {
    try { yield print(visit(document, { enter: (at) => (at === node ? null : undefined) })) } catch { /* nothing is left */ }
  }
}

function* shorter(text: string): Generator<string> {
  for (let size = Math.ceil(text.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let i = 0; i < text.length; i += size) yield text.slice(0, i) + text.slice(i + size)
  }
}
