/** The codes of problem documents: stable, each with its status and when it appears. One without them does not compile. */
import type { RefusalCode } from '#domain';

/** What goes wrong before a rule is asked, or beside the rules. */
type RequestCode =
  | 'malformed'
  | 'unauthenticated'
  | 'token-revoked'
  | 'token-expired'
  | 'not-acceptable'
  | 'too-large'
  | 'unsupported-media-type'
  | 'precondition-required'
  | 'too-many-requests'
  | 'refused'
  | 'internal'
  | 'failed'
  | 'unavailable';

export type ProblemCode = RefusalCode | RequestCode;

interface Meaning {
  /** Over HTTP; of `refused` and `failed`, the class it belongs to. */
  readonly status: number;
  readonly when: string;
}

export const PROBLEM_CODES: Record<ProblemCode, Meaning> = {
  malformed: {
    status: 400,
    when: 'The body, the query or a header is not as described; `errors` says where.',
  },
  unauthenticated: { status: 401, when: 'There is no API token, or nobody active has it.' },
  'token-revoked': { status: 401, when: 'The API token was revoked.' },
  'token-expired': { status: 401, when: 'The API token has expired.' },
  forbidden: { status: 403, when: 'It is for people with other roles, or for somebody else.' },
  'not-the-holder': { status: 403, when: 'The assignment belongs to somebody else.' },
  'not-a-desk-member': { status: 403, when: 'The person is not a member of the desk.' },
  'held-a-slot': {
    status: 403,
    when: 'Whoever holds or held a slot of the claim may not settle, waive or recall it.',
  },
  'talk-closed': { status: 403, when: 'Talk about the claim is under seal for this person.' },
  'same-person': { status: 403, when: 'Whoever asked for an alias to be opened does not decide about it.' },
  'not-found': { status: 404, when: 'There is no such thing in this workspace, or nothing at this address.' },
  'nothing-to-take': {
    status: 404,
    when: 'Nothing on the desk waits for this person; `current` may say why.',
  },
  'not-acceptable': { status: 406, when: 'The representation that is asked for does not exist.' },
  'wrong-status': { status: 409, when: 'The state does not allow it now; `current` is the state.' },
  'stale-lease': { status: 409, when: 'The slot has moved on, or the number is not the one it has now.' },
  'not-due': { status: 409, when: 'Its time has not come; `current` is that time.' },
  'past-due': { status: 409, when: 'The claim is due, and its lease is not renewed any more.' },
  'no-open-slot': { status: 409, when: 'All slots of the round are taken.' },
  'desk-without-members': { status: 409, when: 'Nobody could be given a claim of this desk.' },
  'desk-paused': { status: 409, when: 'The desk is paused.' },
  'person-inactive': { status: 409, when: 'The person was deactivated.' },
  'person-active': { status: 409, when: 'It can be done only after the person is deactivated.' },
  'person-away': { status: 409, when: 'The person is away now.' },
  'last-admin': { status: 409, when: 'Nobody else could administer the workspace.' },
  'work-in-progress-limit': { status: 409, when: 'The person holds as many claims as the desk allows.' },
  'language-not-read': { status: 409, when: 'The person does not read the language of the documents.' },
  'skill-missing': { status: 409, when: 'The person lacks a skill that the desk asks for.' },
  'conflict-of-interest': { status: 409, when: 'The person declared a conflict of interest with the claim.' },
  'already-in-round': { status: 409, when: 'The person has a slot of this round already.' },
  'already-extracted': { status: 409, when: 'This was done for the document version already.' },
  'already-exists': { status: 409, when: 'It is here already; `current` may say where.' },
  'publish-gate-closed': {
    status: 409,
    when: 'A report may not be published so; `unmet` says what is missing.',
  },
  'address-taken': { status: 409, when: 'Another report is, or was, published under this slug.' },
  'correction-owed': {
    status: 409,
    when: 'Readers are told that the next version says how its claims were decided anew.',
  },
  'request-lapsed': { status: 409, when: 'Nobody decided about the request in time.' },
  'stale-edition': { status: 412, when: 'Somebody changed it since its ETag was read.' },
  'too-large': { status: 413, when: 'More was sent than is taken.' },
  'unsupported-media-type': { status: 415, when: 'The body has a content type that is not taken here.' },
  'passage-not-found': { status: 422, when: 'The document version does not say this, word for word.' },
  'in-the-future': { status: 422, when: 'A time of the evidence is still to come.' },
  'verdict-policy-unmet': {
    status: 422,
    when: 'The verdict lacks what the policy asks for; `unmet` says what.',
  },
  'malformed-absence': { status: 422, when: 'An absence ends before it begins.' },
  'malformed-expiry': { status: 422, when: 'A token cannot expire at the time that is given.' },
  'unreadable-document': { status: 422, when: 'The bytes are not text in an encoding that is read here.' },
  'not-protectable': { status: 422, when: 'A name or its label cannot be protected as it is given.' },
  'not-erasable': { status: 422, when: 'Rules and the log rest on what was to be erased.' },
  'idempotency-key-reused': { status: 422, when: 'The Idempotency-Key was used for another request.' },
  'precondition-required': { status: 428, when: 'An edit needs If-Match with the ETag that was read.' },
  'too-many-challenges': {
    status: 429,
    when: 'Too many reports of errors came from one place within the hour.',
  },
  'too-many-requests': { status: 429, when: 'Too much is open or asked for at once.' },
  refused: { status: 400, when: 'Anything else in the request that cannot be answered.' },
  internal: { status: 500, when: 'A fault of the server; it is logged under `requestId`.' },
  failed: { status: 500, when: 'Anything else that the server could not do.' },
  unavailable: { status: 503, when: 'The database does not answer, or the server stops: try again later.' },
};

// The record has exactly these keys.
export const PROBLEM_CODE_NAMES = Object.keys(PROBLEM_CODES) as ProblemCode[];
