import type { DataSource } from '../../domain/vocabulary'
import type { Config } from '../config/read-config'
import type { JudgeRun } from '../judge-model'

export interface HeadToHeadDeps extends JudgeRun { readonly config: Config }
export interface HeadToHeadAsk {
  readonly races: number
  readonly range: { readonly from: string | null; readonly to: string | null }
  readonly source: DataSource | null
  readonly samples: number
  readonly budgetTokens: number
  /** Of our own. */
  readonly model: string
  /** Without the arms that leave a category out. */
  readonly ablation: boolean
  readonly allowsContaminated: boolean
  /** A plan that was registered before; null: a new one. */
  readonly plan: string | null
  /** Only register. */
  readonly planOnly: boolean
  readonly out: string | null
  readonly say: (line: string) => void
}
