import type { GraphQLSchema } from 'graphql'

export interface Use { readonly field: string; readonly principal: string; readonly client: string | null; readonly version: string | null; readonly operation: string | null; readonly operations: number; readonly lastDay: string }
/** `of`: of which time. */
export interface UsageAtHand { readonly uses: readonly Use[]; readonly of: string }
export const readUsage: (from: { readonly file?: string; readonly databaseUrl?: string }) => Promise<UsageAtHand | { readonly why: string }>
export const fieldsTouched: (schema: GraphQLSchema, path: string) => Set<string>
export const askers: (uses: readonly Use[], fields: ReadonlySet<string>) => readonly Use[]
export const whoAsks: (schema: GraphQLSchema, path: string, usage: UsageAtHand) => readonly string[]
