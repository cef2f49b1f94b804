import { Field, Float, ObjectType } from 'type-graphql'
import { Column, FromTable } from '../read/mapping'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'Weather at the venue. What was not measured is null.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('weather_observations')
export class Weather {
  @Field(() => String, { nullable: true, description: 'In words, e.g. `overcast`.' })
  @Column('condition')
  condition!: string | null

  @Field(() => Float, { nullable: true, description: 'Air temperature, degrees Celsius.' })
  @Column('temperature_c')
  temperatureC!: number | null

  @Field(() => Float, { nullable: true, description: 'Relative humidity, per cent.' })
  @Column('humidity')
  humidity!: number | null

  @Field(() => Float, { nullable: true, description: 'Wind speed, kilometres an hour.' })
  @Column('wind_speed_kmh')
  windSpeedKmh!: number | null

  @Field(() => String, { nullable: true, description: 'Compass point that the wind blows from, e.g. `SW`.' })
  @Column('wind_direction')
  windDirection!: string | null

  @Field(() => Float, { nullable: true, description: 'Rain of the last 24 hours, millimetres.' })
  @Column('rainfall_24h_mm')
  rainfall24hMm!: number | null

  @Field(() => Float, { nullable: true, description: 'Rain of the last 7 days, millimetres.' })
  @Column('rainfall_7d_mm')
  rainfall7dMm!: number | null

  @Field(() => Float, { nullable: true, description: 'Irrigation of the last 24 hours, millimetres.' })
  @Column('irrigation_24h_mm')
  irrigation24hMm!: number | null

  @Field(() => DateTimeScalar, { description: 'When it was observed.' })
  @Column('observed_at')
  observedAt!: string
}
