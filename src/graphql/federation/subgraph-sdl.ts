import { buildSubgraphSchema } from '@apollo/subgraph'
import {
  graphqlSync, isObjectType, Kind, parse, print, visit, getNullableType, getNamedType, GraphQLInt,
  type ConstArgumentNode, type ConstDirectiveNode, type ValueNode, type DirectiveNode, type DocumentNode, type FieldDefinitionNode, type GraphQLField, type GraphQLSchema,
} from 'graphql'
import { printGraph } from '../print-graph'
import { isEntity } from './entities'

/** The first that knows `@cost` and `@listSize`. */
const FEDERATION = 'https://specs.apollo.dev/federation/v2.9'
const IMPORTED = ['@key', '@shareable', '@cost', '@listSize', '@requiresScopes'] as const
const LINK = `extend schema @link(url: "${FEDERATION}", import: ${JSON.stringify(IMPORTED)})\n`
const KEY = parse('type X @key(fields: "id")').definitions[0]
const SHAREABLE = parse('type X @shareable').definitions[0]
const directivesIn = (node: DocumentNode['definitions'][number] | undefined): readonly ConstDirectiveNode[] => node?.kind === Kind.OBJECT_TYPE_DEFINITION ? node.directives ?? [] : []

/**
 * The SDL that a router composes from: that of `schema`, with `@link`, and `@key(fields: "id")` on whatever `node` finds. `PageInfo` is shareable, as each
 * graph with connections has one. Definitions of `@cost`, `@listSize` and `@requiresScopes` come from the specification instead of from us.
 * @throws GraphQLError where the result is no subgraph
 */
export function subgraphSdl(schema: GraphQLSchema): string {
  const ours = parse(printGraph(schema), { noLocation: true })
  const typeDefs = visit(ours, {
    DirectiveDefinition: ({ name: { value } }) => (IMPORTED as readonly string[]).includes(`@${value}`) ? null : undefined,
    EnumTypeDefinition: ({ name: { value } }) => onlyOfScopes(schema, value) ? null : undefined,
    ScalarTypeDefinition: ({ name: { value } }) => onlyOfScopes(schema, value) ? null : undefined,
    ObjectTypeDefinition: {
      leave: (node) => {
        const more = isEntity(schema.getType(node.name.value)) ? directivesIn(KEY) : node.name.value === 'PageInfo' ? directivesIn(SHAREABLE) : []
        const type = schema.getType(node.name.value)
        const fields = isObjectType(type) ? node.fields?.map((field) => composable(type.getFields()[field.name.value], field)) : node.fields
        return { ...node, directives: [...more, ...node.directives ?? []], ...(fields === undefined ? {} : { fields }) }
      },
    },
    // Composition takes them from the types that implement it, and refuses them here.
    InterfaceTypeDefinition: { leave: (node) => ({ ...node, directives: freed(node.directives), fields: (node.fields ?? []).map((field) => ({ ...field, directives: freed(field.directives) })) }) },
    Directive: (node) => node.name.value === 'requiresScopes' ? withWords(node) : undefined,
  })
  const { data, errors } = graphqlSync({ schema: buildSubgraphSchema({ ...typeDefs, definitions: [...parse(LINK, { noLocation: true }).definitions, ...typeDefs.definitions] }), source: '{ _service { sdl } }' })
  const sdl = (data?.['_service'] as { readonly sdl?: unknown } | undefined)?.sdl
  if (typeof sdl !== 'string') throw new Error('the subgraph told no SDL', { cause: errors?.[0] })
  return `${print(withoutMachinery(parse(sdl, { noLocation: true })))}\n`
}

const MACHINERY: ReadonlySet<string> = new Set(['_Any', '_Entity', '_Service'])
/** Every subgraph has `_entities` and `_service`: whoever reads the SDL adds them again. */
const withoutMachinery = (document: DocumentNode): DocumentNode => ({
  ...document,
  definitions: document.definitions.filter((node) => !('name' in node && MACHINERY.has(node.name?.value ?? '')) && !(node.kind === Kind.OBJECT_TYPE_EXTENSION && node.fields?.some(({ name }) => name.value === '_service'))),
})

/** Composition knows sizes of fields of an object type alone, and slices by whole numbers; `ids` says how many there are by its length. */
function composable(known: GraphQLField<unknown, unknown> | undefined, field: FieldDefinitionNode): FieldDefinitionNode {
  const isWhole = (name: string): boolean => known?.args.some((arg) => arg.name === name && getNullableType(arg.type) === GraphQLInt) ?? false
  const sizes = known !== undefined && isObjectType(getNamedType(known.type))
  const fits = ({ name, arguments: given }: ConstDirectiveNode): boolean => name.value !== 'listSize' || sizes || !given?.some((argument) => argument.name.value === 'sizedFields')
  const mended = field.directives?.filter(fits).map((directive) => directive.name.value !== 'listSize' ? directive : { ...directive, arguments: (directive.arguments ?? []).flatMap((argument) => wholeOnly(argument, isWhole)) })
  return mended === undefined ? field : { ...field, directives: mended }
}
function wholeOnly(argument: ConstArgumentNode, isWhole: (name: string) => boolean): readonly ConstArgumentNode[] {
  if (argument.name.value !== 'slicingArguments' || argument.value.kind !== Kind.LIST) return [argument]
  const values = argument.value.values.filter((value) => value.kind === Kind.STRING && isWhole(value.value))
  return values.length === 0 ? [] : [{ ...argument, value: { ...argument.value, values } }]
}

const freed = (directives: readonly ConstDirectiveNode[] = []): readonly ConstDirectiveNode[] => directives.filter(({ name }) => name.value !== 'requiresScopes')

/** Scopes are words in Federation. */
const withWords = (node: DirectiveNode): DirectiveNode => ({ ...node, arguments: (node.arguments ?? []).map((argument) => ({ ...argument, value: inWords(argument.value) })) })
const inWords = (value: ValueNode): ValueNode => value.kind === Kind.LIST ? { ...value, values: value.values.map(inWords) } : value.kind === Kind.ENUM ? { kind: Kind.STRING, value: value.value } : value

/** A type that nothing but `@requiresScopes` uses. */
function onlyOfScopes(schema: GraphQLSchema, name: string): boolean {
  const scopes = schema.getDirective('requiresScopes')?.args.some(({ type }) => getNamedType(type).name === name) ?? false
  return scopes && !Object.values(schema.getTypeMap()).some((type) => isObjectType(type) && !type.name.startsWith('__') && Object.values(type.getFields()).some((field) => getNamedType(field.type).name === name || field.args.some((arg) => getNamedType(arg.type).name === name)))
}
