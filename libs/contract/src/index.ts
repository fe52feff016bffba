/** The HTTP shapes: the API validates and answers with them, OpenAPI is made from them, clients share them. */
export * as requests from './requests.ts';
export * as responses from './responses.ts';
export { Outcome, Problem } from './primitives.ts';
