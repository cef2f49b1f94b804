export declare const examples: readonly { readonly query: string; readonly variables: Readonly<Record<string, unknown>> }[]
