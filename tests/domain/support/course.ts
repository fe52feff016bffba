/** A claim on its way through rounds of review: every state is one the rules have led to. */
import {
  decideClaim,
  evolveClaim,
  findAssignment,
  type Actor,
  type Claim,
  type ClaimCommand,
  type ClaimContext,
  type ClaimEvent,
  type Desk,
  type Evidence,
  type Occurrence,
  type Rating,
  type ReviewerFacts,
  type Stamped,
} from '#domain';
import { context, desk, editor, NOW, passage, person, reviewer, search, system } from './review.ts';

/** Grounds that satisfy the policy of the test desk, whose versions each rest on an origin of their own. */
export const GROUNDS: Record<Rating, readonly Evidence[]> = {
  verified: [passage('one', 'supports'), passage('two', 'supports')],
  disputed: [passage('one', 'supports'), passage('two', 'undermines')],
  unverified: [search],
};

/** The time this many minutes after the beginning. */
export const minutes = (count: number): string => new Date(Date.parse(NOW) + count * 60_000).toISOString();

interface Start {
  readonly id?: string;
  readonly desk?: Partial<Desk>;
  readonly text?: string;
  readonly occurrences?: readonly Occurrence[];
}

interface Circumstances extends Partial<ClaimContext> {
  readonly facts?: Partial<ReviewerFacts>;
}

export class Course {
  claim: Claim | null = null;
  readonly log: Stamped<ClaimEvent>[] = [];
  readonly id: string;
  readonly desk: Desk;
  #assigned = 0;

  /** A claim that has just been sent to a desk. */
  constructor(start: Start = {}) {
    this.id = start.id ?? 'claim';
    this.desk = { ...desk, ...start.desk };
    this.send(editor, {
      type: 'propose-claim',
      claimType: 'event-property',
      features: [],
      claimId: this.id,
      text: start.text ?? 'The dam broke at night.',
      language: 'en',
      score: 500,
      occurrences: start.occurrences ?? [],
    });
    this.send(editor, { type: 'accept-claim', claimId: this.id, priority: 500 });
    this.route();
  }

  get now(): Claim {
    if (!this.claim) throw new Error('the claim has not been proposed');
    return this.claim;
  }

  get round() {
    const round = this.now.rounds.at(-1);
    if (!round) throw new Error('the claim has no round');
    return round;
  }

  assignment(id: string) {
    const found = findAssignment(this.now, id);
    if (!found) throw new Error(`there is no assignment ${id}`);
    return found;
  }

  send(actor: Actor, command: ClaimCommand, { facts, ...more }: Circumstances = {}): ClaimEvent[] {
    const personId = actor.kind === 'person' ? actor.personId : 'nobody';
    const about = command.type === 'assign-slot' ? command.reviewerId : personId;
    const known = context({ desk: this.desk, reviewer: reviewer(about, facts), ...more });
    const events = decideClaim(this.claim, command, actor, known);
    const by = actor.kind === 'person' ? actor.personId : `system:${actor.name}`;
    for (const event of events) {
      const stamped = { ...event, at: known.now, by };
      this.log.push(stamped);
      this.claim = evolveClaim(this.claim, this.id, stamped);
    }
    return events;
  }

  /** Gives the next open slot; returns the assignment's id. */
  assign(name: string, more: Circumstances = {}, by: Actor = person(name, 'reviewer')): string {
    const assignmentId = `${this.id}-${++this.#assigned}`;
    this.send(by, { type: 'assign-slot', claimId: this.id, assignmentId, reviewerId: name }, more);
    return assignmentId;
  }

  record(
    assignmentId: string,
    rating: Rating,
    more: Circumstances & {
      fence?: number;
      by?: Actor;
      evidence?: readonly Evidence[];
      rationale?: string;
    } = {},
  ): ClaimEvent[] {
    const { assignment } = this.assignment(assignmentId);
    const { fence, by, evidence, rationale, ...rest } = more;
    return this.send(
      by ?? person(assignment.reviewerId, 'reviewer'),
      {
        type: 'record-verdict',
        claimId: this.id,
        assignmentId,
        fence: fence ?? assignment.fence,
        rating,
        rationale: rationale ?? 'The passages say so.',
        evidence: evidence ?? GROUNDS[rating],
      },
      rest,
    );
  }

  return(assignmentId: string, more: Circumstances & { fence?: number; by?: Actor } = {}): ClaimEvent[] {
    const { assignment } = this.assignment(assignmentId);
    const { fence = assignment.fence, by = person(assignment.reviewerId, 'reviewer'), ...rest } = more;
    const reason = 'no time';
    return this.send(by, { type: 'return-assignment', claimId: this.id, assignmentId, fence, reason }, rest);
  }

  expire(assignmentId: string, more: Circumstances & { fence?: number } = {}): ClaimEvent[] {
    const { assignment } = this.assignment(assignmentId);
    const { fence = assignment.fence, ...rest } = more;
    return this.send(
      system('clock'),
      { type: 'expire-lease', claimId: this.id, assignmentId, fence },
      { now: assignment.leaseUntil, ...rest },
    );
  }

  /** One round's verdicts, one after the other, each by the next member of the desk. */
  vote(...ratings: Rating[]): this {
    for (const [index, rating] of ratings.entries()) {
      const name = this.desk.members[index];
      if (!name) throw new Error('the desk has too few members');
      this.record(this.assign(name), rating);
    }
    return this;
  }

  adjudicate(
    name: string,
    rating: Rating,
    more: Circumstances & { evidence?: readonly Evidence[]; rationale?: string } = {},
  ): ClaimEvent[] {
    const { evidence = GROUNDS[rating], rationale = 'The archive settles it.', ...rest } = more;
    return this.send(
      person(name, 'adjudicator'),
      { type: 'adjudicate', claimId: this.id, rating, rationale, evidence },
      rest,
    );
  }

  waive(
    requirement: Extract<ClaimCommand, { type: 'override-policy' }>['requirement'],
    reason = 'known',
    by = editor,
  ): void {
    this.send(by, { type: 'override-policy', claimId: this.id, requirement, reason });
  }

  reopen(more: Circumstances = {}): ClaimEvent[] {
    return this.send(editor, { type: 'reopen-claim', claimId: this.id, reason: 'a new witness' }, more);
  }

  recall(more: Circumstances = {}): ClaimEvent[] {
    return this.send(editor, { type: 'recall-claim', claimId: this.id, reason: 'wrong desk' }, more);
  }

  route(more: Circumstances = {}): ClaimEvent[] {
    return this.send(editor, { type: 'route-claim', claimId: this.id, deskId: this.desk.id }, more);
  }

  publish(): ClaimEvent[] {
    return this.send(person('pia', 'publisher'), {
      type: 'publish-claim',
      claimId: this.id,
      reportId: 'report',
      version: 1,
    });
  }
}
