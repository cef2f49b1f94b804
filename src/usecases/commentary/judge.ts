import type { FactSheet } from '../../commentary/fact'
import { createGrounder } from '../../commentary/grounding/create-grounder'
import { unfitFor } from '../../commentary/prompt/unfit'
import type { Judge } from './taking'

/** Whether a sentence may be shown: it holds by the facts that it cites, and is fit to print. */
export function judgeFor(sheet: FactSheet): Judge {
  const [grounded, unfit] = [createGrounder(sheet), unfitFor(sheet)]
  return (sentence) => grounded(sentence) ?? unfit(sentence.text)
}
