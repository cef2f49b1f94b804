import type { EvaluationReport } from '../../models/evaluation/report'
import { htmlOf } from '../report/html'
import { chartsOf } from './charts'
import { headingOf, sectionsOf, warningsOf } from './sections'

/** The report as one page that needs nothing beside it. */
export const evaluationPage = (report: EvaluationReport): string => htmlOf({
  title: `${report.synthetic ? 'SYNTHETIC: ' : ''}evaluation of ${report.model}`, heading: `Evaluation of ${report.model}`, lead: `${headingOf(report)}.`,
  warnings: warningsOf(report), charts: chartsOf(report), sections: sectionsOf(report),
})
