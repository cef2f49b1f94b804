import { escaped } from './svg'

/** A part of a report as text, Markdown and HTML show it. */
export interface Section {
  readonly title: string
  /** What it means, a sentence or two. */
  readonly notes: readonly string[]
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Columns of words; the others are numbers. */
  readonly words: readonly number[]
}
/** A report for people. `warnings` are what the reader must know first. */
export interface ReportDocument {
  readonly title: string
  readonly heading: string
  readonly lead: string
  readonly warnings: readonly string[]
  /** `figure`s of `svg.ts`. */
  readonly charts: readonly string[]
  readonly sections: readonly Section[]
}

const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1c1e21;--soft:#5d646d;--rule:#dfe3e8;--one:#0b62a8;--two:#c0561a;--three:#2f7d4f;--warn:#fff4d6;--warn-ink:#5c4300}
@media (prefers-color-scheme:dark){:root{--paper:#15181c;--ink:#e7e9ec;--soft:#9aa3ad;--rule:#333a42;--one:#62b2f4;--two:#f2a06b;--three:#7ccf9a;--warn:#3b3009;--warn-ink:#ffe29a}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:68rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:2rem 0 .25rem}
p{margin:.25rem 0 .75rem}
.small,figcaption+.legend{font-size:.85rem;color:var(--soft)}
.warning{background:var(--warn);color:var(--warn-ink);padding:.6rem .8rem;border-radius:.3rem;font-weight:600}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1.5rem;margin:1.5rem 0}
figure{margin:0;min-width:0}
figcaption{font-weight:600}
.legend{margin:0}
.key{display:inline-block;width:.8rem;height:.8rem;border-radius:.2rem;margin:0 .3rem 0 .6rem;vertical-align:-.1rem}
.key.s1{background:var(--one)}.key.s2{background:var(--two)}.key.s3{background:var(--three)}
svg{width:100%;height:auto;display:block}
svg text{fill:var(--soft);font:12px system-ui,sans-serif}
.grid{stroke:var(--rule)}.even{stroke:var(--soft);stroke-dasharray:4 3}
.whisker{stroke:var(--ink);stroke-width:1.5}
circle.s1,rect.s1{fill:var(--one)}circle.s2{fill:var(--two)}
.whisker.s1,.curve.s1{stroke:var(--one)}.curve.s2{stroke:var(--two);stroke-dasharray:7 4}.curve.s3{stroke:var(--three)}
.curve{fill:none;stroke-width:2;stroke-linejoin:round}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .7rem;text-align:right;border-bottom:1px solid var(--rule);white-space:nowrap}
th{color:var(--soft);font-weight:600}
.word{text-align:left}
td.word:last-child{white-space:normal;min-width:14rem}
`
const table = ({ title, head, rows, words }: Section): string => {
  const kind = (i: number): string => (words.includes(i) ? ' class="word"' : '')
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(title)}"><table><thead><tr>${head.map((cell, i) => `<th scope="col"${kind(i)}>${escaped(cell)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell, i) => `<td${kind(i)}>${escaped(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table></div>`
}
const section = (part: Section): string => `<section><h2>${escaped(part.title)}</h2>${part.notes.map((note) => `<p class="small">${escaped(note)}</p>`).join('')}${table(part)}</section>`

/** The report as one page that needs nothing beside it: no script, and nothing is fetched. */
export const htmlOf = ({ title, heading, lead, warnings, charts, sections }: ReportDocument): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(heading)}</h1>
<p class="small">${escaped(lead)}</p>
${warnings.map((warning) => `<p class="warning">${escaped(warning)}</p>`).join('\n')}
<div class="charts">
${charts.join('\n')}
</div>
${sections.map(section).join('\n')}
</main>
</body>
</html>
`
