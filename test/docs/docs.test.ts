import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { readConfig } from '../../src/app/config/read-config'
import { SETTINGS } from '../../src/app/config/settings'
import { FEATURES } from '../../src/features/registry'

const ROOT = resolve(__dirname, '../..')
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const under = (folder: string, ending: string): string[] => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending)).map((name) => join(folder, name))

const PAGES = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...under('docs', '.md')]

describe.each(PAGES)('%s', (page) => {
  const links = [...text(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^https?:/.test(link))
  it('links to what is there', () => {
    const broken = links.filter((link) => !link.startsWith('#') && !existsSync(resolve(ROOT, dirname(page), link.split('#')[0] ?? '')))
    expect(broken).toEqual([])
  })
  it('links to headings that are there', () => {
    const anchors = (path: string): string[] => [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'))
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? join(ROOT, page) : resolve(ROOT, dirname(page), path)
      return anchor !== undefined && existsSync(target) && !anchors(target).includes(anchor)
    })
    expect(broken).toEqual([])
  })
  it('names no setting that is not one', () => {
    const named = [...text(page).matchAll(/\bRACEGRAPH_[A-Z_]*[A-Z]\b/g)].map(([name]) => name)
    expect(named.filter((name) => !(name in SETTINGS))).toEqual([])
  })
})

test('however many features pages say there are, there are', () => {
  const said = PAGES.flatMap((page) => [...text(page).matchAll(/(\d+) (?:features|numbers|of them) in (\d+) categories|(\d+) features, correct/g)].map(([, features, categories, alone]) => [page, features ?? alone, categories] as const))
  expect(said.map(([page]) => page)).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md', join('docs', 'FEATURES.md'), join('docs', 'feature-guide.md')]))
  const [features, categories] = [String(FEATURES.length), String(new Set(FEATURES.map(({ name }) => name.split('.')[0])).size)]
  expect(said.filter(([, its, of]) => its !== features || (of !== undefined && of !== categories))).toEqual([])
})

describe('the tour of README.md', () => {
  it('has an answer of the server after every request', () => {
    const readme = text('README.md')
    const answers = [...readme.matchAll(/```\n<!-- output: [\w-]+ -->\n```json\n([\s\S]*?)```/g)].map(([, json = '']) => Object.keys(JSON.parse(json) as object))
    expect(answers).toHaveLength([...readme.matchAll(/```bash\n(?:\w+=\$\()?curl/g)].length)
    expect(answers.length).toBeGreaterThan(4)
    for (const keys of answers) expect(keys.some((key) => key === 'data' || key === 'errors')).toBe(true)
  })
})

it('package.json names the runtime that the project brings along', () => {
  const { engines, dependencies } = JSON.parse(text('package.json')) as { readonly engines: { readonly node: string }; readonly dependencies: { readonly node: string } }
  expect(engines.node).toBe('>=22.12')
  expect(Number.parseInt(dependencies.node, 10)).toBe(24)
})

describe('docs/operations.md', () => {
  const operations = text('docs/operations.md')
  it('gives the limits their defaults', () => {
    const config = readConfig({})
    const rows = [...operations.matchAll(/^\| [^|]+ \| `(RACEGRAPH_\w+)` \| (\d+) \|$/gm)].map(([, name = '', value]) => [name, Number(value)])
    expect(rows.length).toBeGreaterThan(5)
    expect(rows).toEqual(rows.map(([name]) => [name, config[name as keyof typeof config]]))
  })
  it('quotes error lines as the source writes them', () => {
    const source = under('src', '.ts').map(text).join('\n').replaceAll("\\'", "'")
    const quoted = [...operations.matchAll(/^\| `([^`]+)`/gm)].map(([, line = '']) => line).filter((line) => /^[A-Z<]/.test(line) && line.includes(' '))
    expect(quoted.length).toBeGreaterThan(12)
    const said = (part: string): boolean => source.includes(part)
    const stale = quoted.flatMap((line) => line.split(/<[^>]*>|…|"|4000|127\.0\.0\.1|\(?DATABASE_URL\)?|[;:,]/).map((part) => part.trim()).filter((part) => part.length > 12)).filter((part) => !said(part))
    expect(stale).toEqual([])
  })
})
