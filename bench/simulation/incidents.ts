/** What happens to a newsroom now and then: absences, pauses, people who leave desks, conflicts of interest. */
import type pg from 'pg';
import type { People } from './people.ts';
import type { Chance } from './random.ts';
import { POLICY, type Person, type World } from './world.ts';

/** How probable each is in one step, for the whole newsroom. */
const OFTEN = { absence: 0.5, pause: 0.1, leaving: 0.3, conflict: 0.1, takenBack: 0.3, deactivation: 0.02 };
const CONFLICTS_MAX = 40;
const DEACTIVATIONS_MAX = 3;

interface Later {
  readonly step: number;
  readonly undo: () => Promise<void>;
}

export class Incidents {
  private readonly ahead: Later[] = [];
  private conflicts = 0;
  private readonly gone = new Set<string>();
  private readonly paused = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly people: People,
    private readonly owner: pg.Client,
    private readonly chance: Chance,
  ) {}

  /** What happens in this step; what began earlier ends in it. */
  async actions(step: number): Promise<(() => Promise<void>)[]> {
    const { chance } = this;
    const ending = this.ahead.filter((later) => later.step <= step);
    for (const later of ending) this.ahead.splice(this.ahead.indexOf(later), 1);
    const happens = ending.map(({ undo }) => undo);
    if (chance.happens(OFTEN.absence)) happens.push(await this.absence());
    if (chance.happens(OFTEN.pause)) happens.push(...this.pause(step));
    if (chance.happens(OFTEN.leaving)) happens.push(...this.leaving(step));
    if (chance.happens(OFTEN.conflict)) happens.push(...this.conflict());
    if (chance.happens(OFTEN.takenBack)) happens.push(...(await this.takenBack()));
    if (chance.happens(OFTEN.deactivation)) happens.push(...this.deactivation());
    return happens;
  }

  /** Whether something begun is still to end. */
  get pending(): boolean {
    return this.ahead.length > 0;
  }

  private someone(): Person {
    return this.chance.pick(this.world.reviewers.filter(({ personId }) => !this.gone.has(personId)));
  }

  private async absence() {
    const { personId } = this.someone();
    const hours = this.chance.between(2, 24);
    const { rows } = await this.owner.query<{ from: Date; until: Date }>(
      'select simulated.now() as from, simulated.now() + make_interval(hours => $1) as until',
      [hours],
    );
    const [span] = rows;
    if (!span) throw new Error('the database gave no time');
    const away = { from: span.from.toISOString(), until: span.until.toISOString() };
    return () =>
      this.people.attempt(
        'went away',
        this.world.run(this.world.editor, { type: 'set-availability', personId, away }),
      );
  }

  private pause(step: number) {
    const { editor, desks } = this.world;
    const { id: deskId } = this.chance.pick(desks);
    if (this.paused.has(deskId)) return [];
    this.paused.add(deskId);
    const undo = () => {
      this.paused.delete(deskId);
      return this.people.attempt('resumed a desk', this.world.run(editor, { type: 'resume-desk', deskId }));
    };
    this.ahead.push({ step: step + this.chance.between(2, 8), undo });
    return [
      () =>
        this.people.attempt(
          'paused a desk',
          this.world.run(editor, { type: 'pause-desk', deskId, reason: 'a meeting' }),
        ),
    ];
  }

  private leaving(step: number) {
    const { editor, desks } = this.world;
    const { personId } = this.someone();
    const { id: deskId } = this.chance.pick(desks);
    const undo = () =>
      this.people.attempt(
        'joined a desk',
        this.world.run(editor, { type: 'add-desk-member', deskId, personId }),
      );
    this.ahead.push({ step: step + this.chance.between(3, 30), undo });
    const leave = { type: 'remove-desk-member' as const, deskId, personId, reason: 'wanted elsewhere' };
    return [() => this.people.attempt('left a desk', this.world.run(editor, leave))];
  }

  private conflict() {
    if (this.conflicts++ >= CONFLICTS_MAX) return [];
    const reviewer = this.someone();
    const { publisher: name } = this.chance.pick(this.world.sources);
    const conflict = { kind: 'publisher' as const, name };
    const declare = { type: 'declare-conflict' as const, personId: reviewer.personId, conflict };
    return [() => this.people.attempt('declared a conflict', this.world.run(reviewer, declare))];
  }

  private async takenBack() {
    const { rows } = await this.owner.query<{ id: string; claim_id: string }>(
      "select id, claim_id from app.assignments where status in ('held', 'submitted') order by assigned_at desc, id limit 50",
    );
    if (!rows.length) return [];
    const { id: assignmentId, claim_id: claimId } = this.chance.pick(rows);
    const back = {
      type: 'return-assignment' as const,
      claimId,
      assignmentId,
      fence: null,
      reason: 'urgent elsewhere',
    };
    return [() => this.people.attempt('taken back', this.world.run(this.world.editor, back))];
  }

  private deactivation() {
    if (this.gone.size >= DEACTIVATIONS_MAX) return [];
    const { personId } = this.someone();
    this.gone.add(personId);
    const { admin } = this.world;
    return [
      () =>
        this.people.attempt(
          'deactivated',
          this.world.run(admin, { type: 'deactivate-person', personId, reason: 'left' }),
        ),
    ];
  }
}

/** The time of one step, in minutes: short beside a lease. */
export const STEP_MINUTES = POLICY.leaseMinutes / 4;
