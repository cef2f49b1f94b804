import { cacheExchange, Client, fetchExchange } from '@urql/core'
import { RunnerFormDocument } from '../generated/graphql'

/** urql reads the form of a race's runners, by GET, so that caches on the way can keep it. */
export async function urqlForm(url: string, race: string, runs: number) {
  const client = new Client({ url, exchanges: [cacheExchange, fetchExchange], preferGetMethod: 'force' })
  const { data, error } = await client.query(RunnerFormDocument, { race, runs }).toPromise()
  if (error) throw error
  return data?.race ?? null
}
