import type { Reject } from '../../domain/records'
import { nameAndBrand } from './brand'
import type { HkjcDirectory, PlannedUnit } from './directory'
import { readSpineFile } from './directory'
import { HorseBook, NameRank } from './horse-book'
import type { Knowledge } from './meeting-build'
import { NameBook } from './name-book'
import type { SideFiles } from './side-files'
import { readSpine } from './spine'

const BREATH = 50

/** What was wrong is said when the meeting itself is read. */
const unheard = (): Reject[] => []

const learnRaces = (unit: PlannedUnit, text: string, files: SideFiles, { horses, jockeys, trainers }: Knowledge): void => {
  const zh = new Map(files.zh.rows(unit.key, unheard()).map((row) => [`${row.race_no} ${nameAndBrand(row.horse_name)?.brand ?? ''}`, row]))
  for (const race of readSpine(unit.key, text).races) {
    for (const runner of race.runners) {
      horses.see(runner.horseId, nameAndBrand(runner.horseName)?.name ?? runner.horseName.trim(), NameRank.RESULTS, unit.date)
      jockeys.spelt(runner.jockey)
      trainers.spelt(runner.trainer)
      const row = zh.get(`${race.raceNo} ${runner.horseId.slice(-4)}`)
      if (row === undefined) continue
      jockeys.pair(row.jockey, runner.jockey)
      trainers.pair(row.trainer, runner.trainer)
    }
  }
}

/** Horses that results_en has not: they take the id that their brand and the date give. */
const seeByBrand = (horses: HorseBook, text: string, rank: number, date: string): void => {
  const horse = nameAndBrand(text)
  const id = horse === null ? null : horses.resolve(horse.brand, date)
  if (horse !== null && id !== null) horses.see(id, horse.name, rank, date)
}

const describeHorses = (files: SideFiles, horses: HorseBook): void => {
  const formDate = new Map<string, string>()
  for (const key of files.form.keys()) for (const { horse_no, iso_date } of files.form.rows(key, unheard())) formDate.set(horse_no, iso_date)
  for (const row of files.info.rows('all', unheard())) horses.describeInfo(row)
  for (const row of files.horses.rows('all', unheard())) {
    const date = formDate.get(row.horse_no)
    if (date !== undefined) horses.describe(row, date)
  }
}

/**
 * A first pass over everything: names and brands cannot be told from one meeting alone. A brand of a withdrawn
 * horse is known from its later runs, a jockey's English name from other days.
 */
export const learn = async ({ files, units }: HkjcDirectory): Promise<Knowledge> => {
  const knowledge: Knowledge = { horses: new HorseBook(), jockeys: new NameBook(), trainers: new NameBook() }
  for (const [index, unit] of units.entries()) {
    const bytes = unit.spinePath === null ? null : readSpineFile(unit.spinePath)
    if (Buffer.isBuffer(bytes)) learnRaces(unit, bytes.toString('utf8'), files, knowledge)
    if (index % BREATH === 0) await new Promise(setImmediate)
  }
  for (const key of files.trials.keys()) for (const row of files.trials.rows(key, unheard())) seeByBrand(knowledge.horses, row.horse, NameRank.TRIAL, row.date)
  for (const key of files.zh.keys()) for (const row of files.zh.rows(key, unheard())) seeByBrand(knowledge.horses, row.horse_name, NameRank.CHINESE, row.date)
  describeHorses(files, knowledge.horses)
  return knowledge
}
