export interface SchemaChange { readonly type: string; readonly path: string; readonly message: string; readonly level: string }
export interface AcceptedChange { readonly type: string; readonly path: string; readonly reason: string }
export interface SchemaChanges {
  readonly breaking: readonly SchemaChange[]
  readonly accepted: readonly (SchemaChange & { readonly reason: string })[]
  readonly dangerous: readonly SchemaChange[]
  readonly safe: readonly SchemaChange[]
}
export type SchemaBase = { readonly ref: string; readonly sdl: string } | { readonly why: string; readonly isWrong?: boolean }
export function compareSchemas(before: string, after: string, accepted?: readonly AcceptedChange[]): Promise<SchemaChanges>
export function findBase(folder: string, ref?: string): SchemaBase
export function readAccepted(text: string): readonly AcceptedChange[]
export function check(folder: string, ref: string | undefined, say: (line: string) => void, usage?: { readonly file?: string; readonly databaseUrl?: string }): Promise<number>
