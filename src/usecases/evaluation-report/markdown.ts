import type { EvaluationReport } from '../../models/evaluation/report'
import { markdownOf } from '../report/markdown'
import { headingOf, sectionsOf, warningsOf } from './sections'

/** The report as GitHub shows it. */
export const evaluationMarkdown = (report: EvaluationReport): string =>
  markdownOf({ heading: `Evaluation of ${report.model}`, lead: `${headingOf(report)}.`, warnings: warningsOf(report), sections: sectionsOf(report) })
