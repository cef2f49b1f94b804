import { DirectiveLocation, GraphQLDirective, GraphQLEnumType, GraphQLList, GraphQLNonNull } from 'graphql'
import { Extensions } from 'type-graphql'
import { SCOPES, SCOPE_WORDS, type Requirement, type Scope } from '../../access/scope'

type Anywhere = MethodDecorator & PropertyDecorator & ClassDecorator

/** `extensions` of a field, an object type or an interface that not everybody may read. */
export interface ScopeExtensions { readonly requiresScopes?: Requirement }

/**
 * Who may read a field, or any field of a type and any field that gives it: whoever has one of the alternatives, each a scope or several that must be had
 * together. A field needs what it declares, and what the type that it stands in declares, and what the type that it gives declares.
 */
export const RequiresScopes = (...alternatives: readonly (Scope | readonly Scope[])[]): Anywhere =>
  Extensions({ requiresScopes: alternatives.map((one) => (typeof one === 'string' ? [one] : one)) } satisfies ScopeExtensions) as Anywhere

const scope = new GraphQLEnumType({
  name: 'Scope',
  description: 'What may be read, each sold by itself.',
  values: Object.fromEntries(SCOPES.map((name) => [name, { description: `Of ${SCOPE_WORDS[name]}.` }])),
})
const allOf = new GraphQLList(new GraphQLNonNull(scope))

/** As in Apollo Federation. */
export const requiresScopesDirective = new GraphQLDirective({
  name: 'requiresScopes',
  description: 'Who may read a field, or any field of a type and any field that gives it. Operations that select more than the caller may read are refused whole, before anything is read.',
  locations: [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.OBJECT, DirectiveLocation.INTERFACE],
  args: { scopes: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(allOf))), description: 'One of these lists must be had whole.' } },
})
