/** The HTTP shapes: the API validates and answers with them, OpenAPI is made from them, clients share them. */
export * as confidence from './confidence.ts';
export * as intake from './intake.ts';
export * as notices from './notices.ts';
export * as proposals from './proposals.ts';
export * as requests from './requests.ts';
export * as rereviews from './rereviews.ts';
export * as responses from './responses.ts';
export * as talk from './talk.ts';
export * as turns from './turns.ts';
export * as verdicts from './verdicts.ts';
export { PROBLEM_CODE_NAMES, PROBLEM_CODES, type ProblemCode } from './problem-codes.ts';
export { Id, Language, Outcome, Problem, SentDay, Slug } from './primitives.ts';
