import { setImmediate as nextTurn } from 'node:timers/promises'
import type { GraphQLSchema } from 'graphql'
import type { Scope } from '../../../access/scope'
import { maskOf } from '../../../access/scope-mask'
import type { TrustedDocuments } from '../../../usecases/documents/ports'
import type { DocumentNames } from '../document-names'
import { FIXED_ROUTES } from '../fixed-routes'
import { createDescribe } from './describe-routes'
import { createOpenApi } from './open-api'
import type { Described } from './operation-object'

/** Documents that are told, by name; all others can be asked for just the same. */
export const MOST_TOLD = 500
/** Texts that are kept: for so many sets of scopes, of some 10 kB for each document. */
const KEPT = 8

export interface LiveOpenApi {
  /** Routes of ours, and trusted documents that whoever has the scopes may run; null: routes of ours alone. */
  text(scopes: readonly Scope[] | null): Promise<string>
  close(): void
}

/** Made when it is asked for, while requests go on being answered, and kept until documents change. */
export function createLiveOpenApi(schema: GraphQLSchema, names: DocumentNames, documents: TrustedDocuments): LiveOpenApi {
  let made: { readonly openApi: ReturnType<typeof createOpenApi>; readonly describe: ReturnType<typeof createDescribe> } | null = null
  const kept = new Map<number | null, Promise<string>>()
  const stop = documents.onChange(() => { kept.clear() })
  const described = async (describe: ReturnType<typeof createDescribe>, scopes: readonly Scope[]): Promise<readonly Described[]> => {
    const told: Described[] = []
    for (const { name, id } of (await names.all()).slice(0, MOST_TOLD)) {
      await nextTurn()
      const document = await documents.find(id)
      if (document === null) continue
      told.push(...describe.trusted(name, document).filter((one) => one.scopes.every((scope) => (scopes as readonly string[]).includes(scope))))
    }
    return told
  }
  const make = async (scopes: readonly Scope[] | null): Promise<string> => {
    const { openApi, describe } = made ??= { openApi: createOpenApi(schema), describe: createDescribe(schema) }
    return JSON.stringify(await openApi([...FIXED_ROUTES.map((route) => describe.fixed(route)), ...(scopes === null ? [] : await described(describe, scopes))]))
  }
  return {
    text: (scopes) => {
      const key = scopes === null ? null : maskOf(scopes)
      const known = kept.get(key)
      if (known !== undefined) return known
      const making = make(scopes)
      if (kept.size >= KEPT) kept.delete([...kept.keys()][0] ?? null)
      kept.set(key, making)
      making.catch(() => { if (kept.get(key) === making) kept.delete(key) })
      return making
    },
    close: stop,
  }
}
