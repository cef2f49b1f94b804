import { registerEnumType } from 'type-graphql'
import { DataSource, Jurisdiction, MeetingStatus, MeetingTier, Surface, TrackDirection } from '../../domain/vocabulary'

registerEnumType(DataSource, {
  name: 'DataSource',
  description: 'Where a row came from.',
  valuesConfig: {
    HKJC: { description: 'Results of the Hong Kong Jockey Club: real races.' },
    SYNTHETIC: { description: 'Invented by the built-in demonstration season: such horses, people and races do not exist.' },
    FILE: { description: 'Brought in by the operator as a race card or results file.' },
  },
})
registerEnumType(Jurisdiction, {
  name: 'Jurisdiction',
  description: 'The racing authority under which a venue races, by country.',
  valuesConfig: {
    AUS: { description: 'Australia.' }, NZL: { description: 'New Zealand.' }, HKG: { description: 'Hong Kong.' }, GBR: { description: 'Great Britain.' },
    IRE: { description: 'Ireland.' }, FRA: { description: 'France.' }, USA: { description: 'United States.' }, JPN: { description: 'Japan.' },
    SGP: { description: 'Singapore.' }, UAE: { description: 'United Arab Emirates.' }, RSA: { description: 'South Africa.' }, OTHER: { description: 'Any other.' },
  },
})
registerEnumType(Surface, {
  name: 'Surface',
  description: 'What is raced on.',
  valuesConfig: {
    TURF: { description: 'Grass.' }, DIRT: { description: 'Dirt.' }, SYNTHETIC: { description: 'All-weather track, e.g. polytrack. Not to be confused with DataSource.SYNTHETIC.' }, SAND: { description: 'Sand.' },
  },
})
registerEnumType(TrackDirection, {
  name: 'TrackDirection',
  description: 'The way round.',
  valuesConfig: { LEFT: { description: 'Anticlockwise.' }, RIGHT: { description: 'Clockwise.' }, STRAIGHT: { description: 'No turn.' } },
})
registerEnumType(MeetingStatus, {
  name: 'MeetingStatus',
  description: 'How far a meeting has come.',
  valuesConfig: {
    SCHEDULED: { description: 'In the calendar.' }, ACCEPTANCES: { description: 'Entries are being accepted; the fields are not final.' }, OPEN: { description: 'Final fields are out.' },
    IN_PROGRESS: { description: 'Between the first and the last race.' }, FINISHED: { description: 'All races are decided.' }, ABANDONED: { description: 'Called off before or during racing.' },
    POSTPONED: { description: 'Put off to another day.' }, TRANSFERRED: { description: 'Moved to another venue.' },
  },
})
registerEnumType(MeetingTier, {
  name: 'MeetingTier',
  description: 'Standing of a meeting or venue in Australian terms.',
  valuesConfig: {
    METRO: { description: 'Metropolitan: the best.' }, PROVINCIAL: { description: 'Provincial.' }, COUNTRY: { description: 'Country.' }, PICNIC: { description: 'Picnic: amateur.' }, OTHER: { description: 'No such standing.' },
  },
})
