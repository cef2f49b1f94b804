import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../domain/errors'
import type { Reject } from '../../domain/records'
import { isDate } from './is-date'
import type { MeetingKey } from './meeting-build'
import type { SideFiles } from './side-files'
import { openSideFiles } from './side-files'

/** One meeting to come: a day of races, from results_en or results_zh alone, or a morning of trials. */
export interface PlannedUnit extends MeetingKey { readonly kind: 'races' | 'trials'; readonly spinePath: string | null }
export interface HkjcDirectory { readonly files: SideFiles; readonly units: readonly PlannedUnit[]; readonly rejects: readonly Reject[] }

const FILE_NAME = /^(\d{4}-\d\d-\d\d)-(ST|HV)\.json$/
const isMeeting = (name: string): boolean => FILE_NAME.test(name) && isDate(name.slice(0, 10))
const split = (key: string): MeetingKey => ({ key, date: key.slice(0, 10), venue: key.slice(11) })

const listSpine = async (dir: string): Promise<string[]> => {
  try {
    return (await readdir(join(dir, 'results_en'))).sort()
  } catch (cause) {
    throw new AppError('FILE_UNREADABLE', `${join(dir, 'results_en')} cannot be read: give the folder that holds results_en/ with its YYYY-MM-DD-ST.json files`, { cause })
  }
}

/** Rows of side files about meetings that no results file has; refunds of abandoned days carry nothing and are passed over, as are form lines. */
const strayRows = (files: SideFiles, known: ReadonlySet<string>): Reject[] => {
  const strays: Reject[] = []
  for (const file of [files.sectionals, files.gear]) {
    for (const key of file.keys()) if (!known.has(key)) strays.push({ file: file.name, row: key, reason: 'no results file has this meeting: its rows are left out' })
  }
  return strays
}

/** Opens and indexes a directory: every meeting once, by date; within a day the trials come first. */
export const openDirectory = async (dir: string): Promise<HkjcDirectory> => {
  const names = await listSpine(dir)
  const files = await openSideFiles(dir)
  const spine = names.filter(isMeeting).map((name): PlannedUnit => ({ ...split(name.slice(0, -5)), kind: 'races', spinePath: join(dir, 'results_en', name) }))
  const known = new Set(spine.map(({ key }) => key))
  const zh = [...files.zh.keys()].filter((key) => !known.has(key)).map((key): PlannedUnit => ({ ...split(key), kind: 'races', spinePath: null }))
  const trials = [...files.trials.keys()].map((key): PlannedUnit => ({ ...split(key), kind: 'trials', spinePath: null }))
  const order = (unit: PlannedUnit): string => `${unit.date} ${unit.kind === 'trials' ? 0 : 1} ${unit.venue}`
  const units = [...spine, ...zh, ...trials].sort((a, b) => (order(a) < order(b) ? -1 : 1))
  const odd = names.filter((name) => !isMeeting(name)).map((name): Reject => ({ file: `results_en/${name}`, row: 'file', reason: 'not named YYYY-MM-DD-ST.json or YYYY-MM-DD-HV.json' }))
  const sides = Object.values(files).flatMap((file) => [...file.rejects])
  return { files, units, rejects: [...odd, ...sides, ...strayRows(files, new Set([...known, ...files.zh.keys()]))] }
}

/** At once: a file has 100 kB, and waiting for 2,700 opens costs more than reading them. A file that cannot be read says why. */
export const readSpineFile = (path: string): Buffer | { readonly unreadable: string } => {
  try { return readFileSync(path) } catch (cause) { return { unreadable: (cause as NodeJS.ErrnoException).code ?? 'unknown error' } }
}
