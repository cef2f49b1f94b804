import type { HorseRecord, JockeyRecord, TrainerRecord } from '../../domain/records'
import type { EpochDay } from './local-time'
import { dateOf } from './local-time'
import type { Rider } from './fates'
import { foaled, sexOn } from './horses'
import type { Horse } from './horses'
import type { People, Trainer } from './people'

/** The horse as it is on the day of the race: fillies become mares and colts horses at four. */
export const horseRecord = (horse: Horse, people: People, day: EpochDay): HorseRecord => {
  const owner = people.owners[horse.owner]
  return {
    sourceId: horse.sourceId, name: horse.name, brand: null, countryOfBirth: horse.imported ? 'NZL' : 'AUS', foalingDate: foaled(horse), sex: sexOn(horse, day), colour: horse.coat, importType: null,
    sire: horse.sire, dam: horse.dam, damSire: horse.damSire,
    owner: owner === undefined ? null : { sourceId: owner.sourceId, name: owner.name, colours: owner.colours, fromDate: dateOf(horse.ownedFrom) },
  }
}

export const jockeyRecord = (rider: Rider): JockeyRecord =>
  ({ sourceId: rider.jockey.sourceId, name: rider.jockey.name, country: 'AUS', apprentice: rider.jockey.apprentice, claimKg: rider.jockey.apprentice ? rider.claimKg : null })

export const trainerRecord = (trainer: Trainer): TrainerRecord => ({ sourceId: trainer.sourceId, name: trainer.name, location: `${trainer.location}, ${trainer.state}`, country: 'AUS' })
