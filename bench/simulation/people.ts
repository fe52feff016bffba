/** What people do in one step of time, by chance: judge, return, forget, dawdle, leave, come back. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { Refused, type Evidence, type RefusalCode } from '#domain';
import { takeNext } from '#workflow';
import type { Chance } from './random.ts';
import type { Person, World } from './world.ts';

/** An assignment as it stands at the beginning of the step. */
interface Held {
  readonly id: string;
  readonly claim_id: string;
  readonly reviewer_id: string;
  readonly fence: number;
  readonly minutes: number;
}

/** What the holder will do with it, decided once. `at` and `until`: minutes after it was assigned. */
type Plan =
  | { readonly kind: 'judge' | 'return'; readonly at: number }
  | { readonly kind: 'forget' }
  | { readonly kind: 'dawdle' };

const HOUR = 60;
/** Of a hundred plans. They are dealt like cards, so that a short run too comes to enough deadlines and lapses. */
const SHARES = [
  ['judge', 82],
  ['judge-late', 3],
  ['return', 5],
  ['forget', 5],
  ['dawdle', 5],
] as const;
type Card = (typeof SHARES)[number][0];
const DECK = SHARES.flatMap(([card, share]) => Array<Card>(share).fill(card));
/** How probable it is that somebody works on a claim in one step. */
const WORKS = 0.6;

export class People {
  /** How often each kind of thing was done, and each refusal heard. */
  readonly did: Record<string, number> = {};
  readonly heard: Partial<Record<RefusalCode, number>> = {};
  /** What should have been refused and was not. */
  readonly wronglyDone: string[] = [];
  private readonly plans = new Map<string, Plan>();
  private cards: Card[] = [];

  constructor(
    private readonly world: World,
    private readonly db: DataSource,
    private readonly owner: pg.Client,
    private readonly chance: Chance,
  ) {}

  /** Everything that people do now, to be done in any order and at the same time. */
  async actions(): Promise<(() => Promise<void>)[]> {
    const { rows } = await this.owner.query<Held>(
      `select id, claim_id, reviewer_id, fence, extract(epoch from simulated.now() - assigned_at)::float / 60 as minutes
         from app.assignments where status = 'held' order by assigned_at, id`,
    );
    const contested = await this.owner.query<{ id: string }>(
      "select id from app.claims where status = 'contested' order by proposed_at, id",
    );
    const actions = [
      ...rows.flatMap((held) => this.workOn(held)),
      ...contested.rows.flatMap(({ id }) => (this.chance.happens(0.5) ? [this.adjudicate(id)] : [])),
      ...this.world.reviewers.flatMap((reviewer) =>
        this.chance.happens(0.05) ? [this.takeNext(reviewer)] : [],
      ),
    ];
    return this.chance.some(actions);
  }

  private planFor(id: string): Plan {
    const known = this.plans.get(id);
    if (known) return known;
    const plan = this.deal();
    this.plans.set(id, plan);
    return plan;
  }

  private deal(): Plan {
    const { chance } = this;
    if (!this.cards.length) this.cards = chance.some(DECK);
    const card = this.cards.pop();
    if (!card) throw new Error('the deck is empty');
    switch (card) {
      case 'judge':
        return { kind: 'judge', at: chance.between(0, 2 * HOUR) };
      case 'judge-late':
        return { kind: 'judge', at: chance.between(4 * HOUR, 7 * HOUR) };
      case 'return':
        return { kind: 'return', at: chance.between(0, HOUR) };
      case 'forget':
      case 'dawdle':
        return { kind: card };
    }
  }

  private workOn(held: Held): (() => Promise<void>)[] {
    const plan = this.planFor(held.id);
    const { claim_id: claimId, id: assignmentId, fence } = held;
    const holder = this.reviewer(held.reviewer_id);
    const of = { claimId, assignmentId, fence };
    if (plan.kind === 'forget') return [];
    if (plan.kind === 'return' && held.minutes >= plan.at)
      return [
        () =>
          this.attempt(
            'returned',
            this.world.run(holder, { type: 'return-assignment', ...of, reason: 'no time' }),
          ),
      ];
    if (plan.kind === 'judge' && held.minutes >= plan.at) return [this.judge(holder, of)];
    // Who does not come to it for long enough loses the slot, without having meant to.
    if (!this.chance.happens(WORKS)) return [];
    return [() => this.attempt('renewed', this.world.run(holder, { type: 'renew-lease', ...of }))];
  }

  private judge(holder: Person, of: { claimId: string; assignmentId: string; fence: number }) {
    const disputes = this.chance.happens(0.08);
    const again = this.chance.happens(0.03);
    const withdraws = this.chance.happens(0.02);
    const [one, other] = this.chance.some(this.world.sources, 2);
    if (!one || !other) throw new Error('a dispute needs two sources');
    const verdict = disputes
      ? {
          rating: 'disputed' as const,
          evidence: [pinned(one.passage, 'supports'), pinned(other.passage, 'undermines')],
        }
      : { rating: 'unverified' as const, evidence: [SEARCHED] };
    const command = { type: 'record-verdict' as const, ...of, rationale: 'As found.', ...verdict };
    return async () => {
      await this.attempt('judged', this.world.run(holder, command));
      if (again) await this.mustRefuse('a verdict was recorded twice', this.world.run(holder, command));
      if (withdraws)
        await this.attempt('withdrawn', this.world.run(holder, { type: 'withdraw-verdict', ...of }));
    };
  }

  private adjudicate(claimId: string) {
    const adjudicator = this.chance.pick(this.world.adjudicators);
    const command = { type: 'adjudicate' as const, claimId, rating: 'unverified' as const };
    return () =>
      this.attempt(
        'adjudicated',
        this.world.run(adjudicator, { ...command, rationale: 'On balance.', evidence: [SEARCHED] }),
      );
  }

  private takeNext(reviewer: Person) {
    const desk = this.chance.pick(this.world.desks);
    return () => this.attempt('taken', takeNext(this.db, reviewer, desk.id, randomUUID(), {}));
  }

  private reviewer(personId: string): Person {
    const found = this.world.reviewers.find((one) => one.personId === personId);
    if (!found) throw new Error('somebody unknown holds a slot');
    return found;
  }

  /** A refusal is an answer, and counted; anything else is a bug and goes on up. */
  async attempt(what: string, doing: Promise<unknown>): Promise<void> {
    try {
      await doing;
      this.did[what] = (this.did[what] ?? 0) + 1;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.heard[error.code] = (this.heard[error.code] ?? 0) + 1;
    }
  }

  private async mustRefuse(what: string, doing: Promise<unknown>): Promise<void> {
    const before = this.did[what] ?? 0;
    await this.attempt(what, doing);
    if ((this.did[what] ?? 0) > before) this.wronglyDone.push(what);
  }
}

const SEARCHED: Evidence = {
  kind: 'search',
  where: 'the archive',
  query: 'rain',
  searchedAt: '2026-03-02T09:00:00.000Z',
  result: 'nothing',
};

const pinned = (
  passage: World['sources'][number]['passage'],
  stance: 'supports' | 'undermines',
): Evidence => ({
  kind: 'passage',
  passage,
  stance,
  denial: false,
  answer: null,
});
