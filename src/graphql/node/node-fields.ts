import { Field, ID } from 'type-graphql'
import { DataSource } from '../../domain/vocabulary'
import { Column, Derived } from '../read/mapping'
import { toGlobalId, type NodeType } from './global-id'

/** The `id` field of a type whose rows have an int `id`. */
export const GlobalId = (type: NodeType): PropertyDecorator => (target, key) => {
  Field(() => ID, { description: `Opaque id of the ${type}, the same for ever; \`node\` finds it again.` })(target, key)
  Derived(['id'], ([id]) => toGlobalId(type, id as number))(target, key)
}

export const Source = (): PropertyDecorator => (target, key) => {
  Field(() => DataSource, { description: 'Where this comes from. SYNTHETIC is invented: no such thing exists outside the demonstration season.' })(target, key)
  Column('source')(target, key)
}

export const SourceId = (): PropertyDecorator => (target, key) => {
  Field(() => String, { description: 'The source\'s own id, unique within `source`.' })(target, key)
  Column('source_id')(target, key)
}
