export declare function buildGraphiql(): boolean
