export interface CsvRow { readonly line: number; readonly fields: readonly string[] }

const unquoted = (line: string): string[] => (line.endsWith('\r') ? line.slice(0, -1) : line).split(',')

/** The text of a quoted field whose first quote is at `from`, and the place after its last quote. */
const quotedField = (text: string, from: number): { value: string; end: number } => {
  let end = text.indexOf('"', from + 1)
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  const stop = end < 0 ? text.length : end
  return { value: text.slice(from + 1, stop).replaceAll('""', '"'), end: stop + 1 }
}

/** One record that contains quotes; `from` is its first character. Gives the fields and where the next record starts. */
const quoted = (text: string, from: number): { fields: string[]; next: number } => {
  const fields: string[] = []
  let at = from
  let feed = text.indexOf('\n', from)
  for (;;) {
    const field = text[at] === '"' ? quotedField(text, at) : { value: '', end: at }
    if (feed >= 0 && feed < field.end) feed = text.indexOf('\n', field.end)
    const comma = text.indexOf(',', field.end)
    const line = feed < 0 ? text.length : feed
    const end = comma < 0 || comma > line ? line : comma
    const rest = text.slice(field.end, end)
    fields.push(field.value + (end === line && rest.endsWith('\r') ? rest.slice(0, -1) : rest))
    if (end === line) return { fields, next: end + 1 }
    at = end + 1
  }
}

/**
 * Records of RFC 4180 text (quotes, doubled quotes, line breaks inside quotes). Not csv-parse: these files
 * have 66 MB, hardly a quote, and are read one meeting at a time out of a buffer, where `split` is about
 * ten times cheaper. Line numbers are those of an editor; empty lines are skipped.
 */
export const csvRows = (text: string, firstLine: number): CsvRow[] => {
  const rows: CsvRow[] = []
  let line = firstLine
  for (let at = 0; at < text.length;) {
    const feed = text.indexOf('\n', at)
    const end = feed < 0 ? text.length : feed
    const record = text.slice(at, end)
    if (!record.includes('"')) {
      if (record !== '' && record !== '\r') rows.push({ line, fields: unquoted(record) })
      at = end + 1
      line++
    } else {
      const { fields, next } = quoted(text, at)
      rows.push({ line, fields })
      line += text.slice(at, next - 1).split('\n').length
      at = next
    }
  }
  return rows
}
