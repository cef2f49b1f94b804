import type { FeatureCategory } from '../features/registry'
import type { AnyRule } from './define'
import { barrierDistance } from './pairs/barrier-distance'

const PAIRS = [barrierDistance]
/** Every rule, by id: in which order they were written down changes nothing. */
export const RULES: readonly AnyRule[] = (PAIRS.flat() as readonly AnyRule[]).toSorted((a, b) => (a.id < b.id ? -1 : 1))

const BY_ID: ReadonlyMap<string, AnyRule> = new Map(RULES.map((rule) => [rule.id, rule]))
export const ruleNamed = (id: string): AnyRule | undefined => BY_ID.get(id)
/** `barrier-track.insideOnHard@1` */
export const versionedRule = ({ id, version }: Pick<AnyRule, 'id' | 'version'>): string => `${id}@${version}`
export const categoriesOf = ({ categories }: Pick<AnyRule, 'categories'>): readonly FeatureCategory[] => categories.filter((category) => category !== undefined)
export const readsPricesOf = (rule: AnyRule): boolean => rule.reads.some((name) => name.startsWith('market.'))
