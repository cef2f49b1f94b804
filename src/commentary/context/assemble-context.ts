import { AppError } from '../../domain/errors'
import { isFeatureCategory } from '../../features/registry'
import type { Fact, FactSheet, FactTopic } from '../fact'
import { tokensIn } from '../tokens'
import { anonymised } from './anonymous'
import { isQuoted, layersOf, written, type Layer } from './layers'
import { TEMPLATES } from './templates'

export interface ContextAsk {
  /** Tokens by o200k; a part is kept free for what a provider adds. */
  readonly budgetTokens: number
  /** Names the data block; letters and digits, 8 to 64, anew for each request. */
  readonly nonce: string
  /** Nothing of these topics is in it, nor what rests on a feature of them. */
  readonly leaveOut?: readonly FactTopic[]
  /** Without names, the day, and words of strangers. */
  readonly anonymous?: boolean
  /** False: without words of strangers. */
  readonly untrusted?: boolean
}
export interface Omitted { readonly topic: FactTopic; readonly facts: number; readonly tokens: number }
export interface Context {
  readonly text: string
  /** At most, whatever the nonce. */
  readonly tokens: number
  /** Those that are in it, in its order. */
  readonly factIds: readonly string[]
  /** What there was no room for, by topic. */
  readonly omitted: readonly Omitted[]
}

/** Who is asked for an opinion sees neither prices nor what models think, nor, should it be there, what came of the race. */
export const OPINION_LEAVES_OUT: readonly FactTopic[] = ['price', 'market', 'prediction', 'rule', 'result']
/** Part of the budget that is kept free. */
export const MARGIN = 0.08
const NONCE = /^[A-Za-z0-9]{8,64}$/

/**
 * Facts of a race for a language model, whose reading `CONTEXT_GUIDE` explains. First one line that says who runs; then a layer of facts after the other, `# topic: label [unit]` and a line a fact
 * (`r4.12 18.2% (2/12)`); then the data block, which holds whatever has words of others: `<data-NONCE>`, a JSON object a line, `</data-NONCE>`. Layers are taken whole, for all runners or for none: first each topic's least by priority,
 * then up to its most. The same sheet and ask give the same text.
 * @throws AppError CONFIG_INVALID when the budget does not even hold the names
 */
export function assembleContext(sheet: FactSheet, { budgetTokens, nonce, leaveOut = [], anonymous = false, untrusted = true }: ContextAsk): Context {
  if (!NONCE.test(nonce)) throw new RangeError('a nonce is 8 to 64 letters and digits')
  const { runners, facts } = anonymous ? anonymised(sheet) : sheet
  const out = new Set(leaveOut)
  const layers = layersOf(facts.filter((fact) => isTold(fact, out) && (untrusted || !fact.untrusted)))
  const head = `Runners: ${runners.filter(({ scratched }) => !scratched).map(({ slot }) => slot).join(' ')}${runners.some(({ scratched }) => scratched) ? `; scratched: ${runners.filter(({ scratched }) => scratched).map(({ slot }) => slot).join(' ')}` : ''}\n`
  const [open, close] = [`<data-${nonce}>\n`, `</data-${nonce}>\n`]
  const room = Math.floor(budgetTokens * (1 - MARGIN))
  const sized = [...layers.values()].flat().map((layer): Sized => { const text = written(layer); const tokens = tokensIn(text); return { layer, text, tokens, share: shareOf(layer, tokens, Math.max(runners.length, 2)) } })
  // Both tags at their longest, whatever the nonce: it must not decide what there is room for.
  const tags = tokensIn('<data-></data->\n\n') + 2 * nonce.length
  const fixed = tokensIn(head) + tags
  const names = sized.filter(({ layer }) => layer.template.topic === 'card' && layer.label === 'horse')
  const taken = choose(sized, names, room - fixed, runners.length)
  for (;;) {
    const [plain, quoted] = [head + textOf(sized, taken, false), textOf(sized, taken, true)]
    const [text, tokens] = [plain + open + quoted + close, tokensIn(plain) + tokensIn(quoted) + tags]
    if (tokens <= room) return { text, tokens, factIds: [false, true].flatMap((inBlock) => sized.filter((one) => taken.has(one) && isQuoted(one.layer) === inBlock).flatMap(({ layer }) => layer.facts.map(({ id }) => id))), omitted: omittedOf(sized, taken) }
    const last = [...taken].at(-1)
    if (last === undefined || names.includes(last)) throw new AppError('CONFIG_INVALID', `A context of ${budgetTokens} tokens does not hold the names of ${runners.length} runners, which take ${tokens}: allow more.`)
    taken.delete(last)
  }
}

const isTold = ({ topic, feature }: Fact, out: ReadonlySet<FactTopic>): boolean => {
  if (out.has(topic)) return false
  const category = feature === null ? '' : feature.slice(0, feature.indexOf('.'))
  return !(isFeatureCategory(category) && out.has(category)) && !(out.has('price') && category === 'market')
}

/** `share`: tokens as they count toward the share of a topic. */
interface Sized { readonly layer: Layer; readonly text: string; readonly tokens: number; readonly share: number }
/** Tokens that a fact with words of others usually takes, counted for every runner: what they write, or do not, must not decide what else is told. */
const USUAL = 20
const USUAL_COMMENT = 70
const shareOf = (layer: Layer, tokens: number, runners: number): number => (!isQuoted(layer) ? tokens : (layer.untrusted ? USUAL_COMMENT : USUAL) * (layer.facts[0]?.runnerId === null ? 1 : runners))
/** In the order in which they were taken: what came last goes first when there is too much after all. */
function choose(sized: readonly Sized[], names: readonly Sized[], room: number, runners: number): Set<Sized> {
  const taken = new Set(names)
  const spent = new Map<FactTopic, number>()
  let left = room - names.reduce((sum, { tokens }) => sum + tokens, 0)
  const byTopic = new Map(TEMPLATES.map(({ topic }) => [topic, sized.filter(({ layer }) => layer.template.topic === topic)]))
  const fill = (mostOf: (template: Layer['template']) => number, over: boolean): void => {
    for (const template of TEMPLATES) for (const one of byTopic.get(template.topic) ?? []) {
      const used = spent.get(template.topic) ?? 0
      const most = mostOf(template) * Math.max(runners, 2)
      if (taken.has(one) || one.tokens > left || (over ? used >= most : used + one.share > most)) continue
      taken.add(one)
      spent.set(template.topic, used + one.share)
      left -= one.tokens
    }
  }
  fill(({ least }) => least, true)
  fill(({ most }) => most, false)
  return taken
}
const textOf = (sized: readonly Sized[], taken: ReadonlySet<Sized>, inBlock: boolean): string => sized.filter((one) => taken.has(one) && isQuoted(one.layer) === inBlock).map(({ text }) => text).join('')
function omittedOf(sized: readonly Sized[], taken: ReadonlySet<Sized>): readonly Omitted[] {
  return TEMPLATES.flatMap(({ topic }): readonly Omitted[] => {
    const gone = sized.filter((one) => one.layer.template.topic === topic && !taken.has(one))
    return gone.length === 0 ? [] : [{ topic, facts: gone.reduce((sum, { layer }) => sum + layer.facts.length, 0), tokens: gone.reduce((sum, { tokens }) => sum + tokens, 0) }]
  })
}
