import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { RaceCardDocument, type RaceCardQuery, type RaceCardQueryVariables } from '../generated/graphql'

/** The id under which codegen wrote a document into generated/persisted-documents.json, and "racegraph documents publish" published it. */
export const idOf = (document: object): string => (document as { readonly __meta__: { readonly hash: string } }).__meta__.hash

/** Asks by GET for a document that was published: its text is not sent, and caches on the way may answer. */
export async function askById<R, V extends object>(url: string, document: TypedDocumentNode<R, V>, variables: V): Promise<R> {
  const parameters = new URLSearchParams({ documentId: idOf(document), variables: JSON.stringify(variables) })
  const response = await fetch(`${url}?${parameters.toString()}`, { headers: { accept: 'application/graphql-response+json' } })
  const { data, errors } = await response.json() as { data?: R; errors?: readonly { message: string }[] }
  if (data === undefined) throw new Error(errors?.[0]?.message ?? `the server answered ${response.status}`)
  return data
}

/**
 * Apollo Client 4 sends the same id as the hash of a persisted query. Its cache tells objects apart by `__typename`, which these documents do not ask for: have codegen add it
 * (addTypenameSelectionDocumentTransform of the client preset) before you publish, and leave out `no-cache`.
 */
export async function apolloCardById(url: string, variables: RaceCardQueryVariables): Promise<RaceCardQuery | undefined> {
  const byId = new PersistedQueryLink({ generateHash: idOf, useGETForHashedQueries: true })
  const client = new ApolloClient({ link: byId.concat(new HttpLink({ uri: url })), cache: new InMemoryCache() })
  return (await client.query({ query: RaceCardDocument, variables, fetchPolicy: 'no-cache' })).data
}
