/** A fact as it stands in what a model is told. `place`: of so many, 0 = highest, 1 = lowest; null where no rank is told. */
export interface ToldFact { readonly id: string; readonly topic: string; readonly label: string; readonly text: string; readonly place: number | null }

const TITLE = /^# (\w+): (.*?)(?: \[[^\]]*\])?$/u
const LINE = /^((?:r\d{1,2}|race)\.\d{1,4}) (.*?)(?: \((\d{1,2})\/(\d{1,2})\))?$/u
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The facts in the user's message, as they stand there; lines that are none are passed over. Words of strangers are left out. */
export function readFacts(input: string): readonly ToldFact[] {
  const facts: ToldFact[] = []
  let [topic, label] = ['', '']
  for (const line of input.split('\n')) {
    const [, ofTopic, ofLabel] = TITLE.exec(line) ?? []
    if (ofTopic !== undefined && ofLabel !== undefined) { [topic, label] = [ofTopic, ofLabel]; continue }
    if (line.startsWith('{')) { facts.push(...quoted(line)); continue }
    const [, id, text, place, of] = LINE.exec(line) ?? []
    if (id === undefined || text === undefined) continue
    facts.push({ id, topic, label, text, place: place === undefined || Number(of) < 2 ? null : (Number(place) - 1) / (Number(of) - 1) })
  }
  return facts
}
function quoted(line: string): readonly ToldFact[] {
  let layer: unknown
  try { layer = JSON.parse(line) } catch { return [] }
  if (!isRecord(layer) || layer['untrusted'] === true || !isRecord(layer['facts'])) return []
  return Object.entries(layer['facts']).map(([id, text]) => ({ id, topic: String(layer['topic']), label: String(layer['label']), text: String(text), place: null }))
}
/** Slots of those that are to start, by the first line. */
export const slotsIn = (input: string): readonly string[] => (/^Runners: ([r\d ]+)/u.exec(input)?.[1] ?? '').split(' ').filter((slot) => slot !== '')
