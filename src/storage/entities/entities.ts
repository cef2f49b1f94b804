import { ChangeEvent } from './change-event.entity'
import { Dividend } from './dividend.entity'
import { Horse } from './horse.entity'
import { ImportUnit } from './import-unit.entity'
import { InRunningPosition } from './in-running-position.entity'
import { Jockey } from './jockey.entity'
import { Meeting } from './meeting.entity'
import { Owner } from './owner.entity'
import { Ownership } from './ownership.entity'
import { Price } from './price.entity'
import { Race } from './race.entity'
import { Result } from './result.entity'
import { Runner } from './runner.entity'
import { RunnerGear } from './runner-gear.entity'
import { Sectional } from './sectional.entity'
import { TrackRating } from './track-rating.entity'
import { Trainer } from './trainer.entity'
import { Venue } from './venue.entity'
import { WeatherObservation } from './weather-observation.entity'

/** Every table, for the data source. */
export const ENTITIES = [
  ChangeEvent, Dividend, Horse, ImportUnit, InRunningPosition, Jockey, Meeting,
  Owner, Ownership, Price, Race, Result, Runner, RunnerGear,
  Sectional, TrackRating, Trainer, Venue, WeatherObservation,
]
