import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The codes that the schema guide promises: the first column of its table of codes. */
export const documentedCodes = (): ReadonlySet<string> => {
  const guide = readFileSync(join(process.cwd(), 'docs', 'schema-guide.md'), 'utf8')
  const section = /^## Error codes\n([\s\S]*?)(?=^## )/m.exec(guide)?.[1] ?? ''
  const codes = [...section.matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) \|/gm)].flatMap(([, cell = '']) => cell.match(/[A-Z_]+/g) ?? [])
  if (codes.length === 0) throw new Error('docs/schema-guide.md has no table of error codes')
  return new Set(codes)
}
