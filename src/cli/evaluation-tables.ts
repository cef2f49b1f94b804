import type { EvaluationReport } from '../usecases/evaluate-model'
import { headingOf, sectionsOf, warningsOf } from '../usecases/evaluation-report/sections'
import { columns } from './feature-tables'

/** The report as a terminal shows it. */
export const printEvaluation = (report: EvaluationReport): string => [
  headingOf(report), ...warningsOf(report), '',
  ...sectionsOf(report).flatMap(({ title, notes, head, rows, words }) => [title.toUpperCase(), ...notes, columns(head, rows, words), '']),
].join('\n').trimEnd()
