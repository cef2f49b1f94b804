import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm'
import type { Relation } from 'typeorm'
import { Meeting } from './meeting.entity'

/** The weather at a meeting. Append-only. */
@Entity('weather_observations')
export class WeatherObservation {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number

  @Column({ name: 'meeting_id', type: 'int' })
  meetingId!: number

  @Column({ type: 'text', nullable: true })
  condition!: string | null

  @Column({ name: 'temperature_c', type: 'numeric', precision: 4, scale: 1, nullable: true })
  temperatureC!: string | null

  @Column({ type: 'numeric', precision: 5, scale: 2, nullable: true })
  humidity!: string | null

  @Column({ name: 'wind_speed_kmh', type: 'numeric', precision: 5, scale: 1, nullable: true })
  windSpeedKmh!: string | null

  @Column({ name: 'wind_direction', type: 'text', nullable: true })
  windDirection!: string | null

  @Column({ name: 'rainfall_24h_mm', type: 'numeric', precision: 6, scale: 1, nullable: true })
  rainfall24hMm!: string | null

  @Column({ name: 'rainfall_7d_mm', type: 'numeric', precision: 6, scale: 1, nullable: true })
  rainfall7dMm!: string | null

  @Column({ name: 'irrigation_24h_mm', type: 'numeric', precision: 6, scale: 1, nullable: true })
  irrigation24hMm!: string | null

  @Column({ name: 'observed_at', type: 'timestamptz' })
  observedAt!: Date

  @Column({ name: 'known_at', type: 'timestamptz' })
  knownAt!: Date

  @ManyToOne(() => Meeting)
  @JoinColumn({ name: 'meeting_id' })
  meeting?: Relation<Meeting>
}
