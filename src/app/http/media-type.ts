export const jsonType = 'application/json; charset=utf-8'
export const graphqlResponseType = 'application/graphql-response+json; charset=utf-8'
export type ResponseType = typeof jsonType | typeof graphqlResponseType

/**
 * The media type to answer in, after GraphQL over HTTP: `application/json` unless the client prefers
 * `application/graphql-response+json`. Null when it accepts neither.
 */
export const responseTypeFor = (accept: string | undefined): ResponseType | null => {
  if (accept === undefined || accept === '' || accept === '*/*' || accept === 'application/json') return jsonType
  const [json, graphql] = [quality(accept, 'application/json'), quality(accept, 'application/graphql-response+json')]
  if (json === 0 && graphql === 0) return null
  if (graphql === json) return namesBefore(accept) ? graphqlResponseType : jsonType
  return graphql > json ? graphqlResponseType : jsonType
}

/** At equal quality, the one named first; a bare wildcard names neither. */
const namesBefore = (accept: string): boolean => {
  const lower = accept.toLowerCase()
  const [graphql, json] = [lower.indexOf('application/graphql-response+json'), lower.indexOf('application/json')]
  return graphql !== -1 && (json === -1 || graphql < json)
}

/** Quality of the most specific range of `accept` that covers `type`, 0 to 1. */
const quality = (accept: string, type: string): number => {
  let best = { specificity: -1, q: 0 }
  for (const range of accept.toLowerCase().split(',')) {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim())
    const specificity = name === type ? 2 : name === 'application/*' ? 1 : name === '*/*' ? 0 : -1
    if (specificity <= best.specificity) continue
    const given = parameters.find((p) => p.startsWith('q='))
    const q = given === undefined ? 1 : Number(given.slice(2))
    best = { specificity, q: q >= 0 && q <= 1 ? q : 0 }
  }
  return best.q
}

/** True when the header names a JSON type itself, which no navigation, image, script or form does. */
export const asksForJson = (accept: string | undefined): boolean =>
  accept !== undefined && /application\/(?:graphql-response\+)?json/i.test(accept)
