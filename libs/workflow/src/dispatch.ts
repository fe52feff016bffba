/** Bringing open slots and reviewers together: the dispatcher. */
import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { inCommand, lockClaims, prepared, recordTogether, type Change, type Loaded } from '#database';
import {
  chooseReviewer,
  decideClaim,
  evolveClaim,
  openRound,
  openSlot,
  type Actor,
  type Claim,
  type ClaimEvent,
  type SlotAt,
  type Stamped,
  type WaitingReasons,
} from '#domain';
import { changeBy } from './changes.ts';
import { readDispatchFacts, type DispatchFacts } from './dispatch-facts.ts';
import { untilItStands } from './execute.ts';
import { endJobs, holdJobs, type JobLease } from './job-lease.ts';

export interface Filling {
  readonly claimId: string;
  /** This slot and no other: a slot's job that filled another would be finished while its own slot is open. */
  readonly slot?: SlotAt | undefined;
  /** The job on whose behalf this is done: its lease must still be held, and ends with the effect. */
  readonly job?: JobLease | undefined;
}

/**
 * `filled`: someone has it now; `nothing-open`: there is nothing to fill; `nobody`: it waits until somebody can;
 * `fenced`: the job was taken over or finished by somebody else, and nothing was done for it; `busy`: another transaction
 * had the claim, and it was not to be waited for.
 */
export type Filled = 'filled' | 'nothing-open' | 'nobody' | 'fenced' | 'busy';

/**
 * Fills open slots, each with the eligible member of least load who waited longest, in the order given. One transaction
 * for all: it locks the claims, then the people, then holds the desks, so that the rules that choose are the rules that
 * stand when it commits. A crash before the commit leaves nothing, and the jobs' leases run out.
 */
export function fillSlots(
  db: DataSource,
  workspaceId: string,
  asked: readonly Filling[],
  claims: 'wait' | 'skip' = 'wait',
): Promise<Filled[]> {
  return untilItStands(() =>
    inCommand(db, workspaceId, async (tx, now) => {
      const ours = await holdJobs(
        tx,
        workspaceId,
        asked.flatMap(({ job }) => job ?? []),
      );
      const loaded = await lockClaims(
        tx,
        workspaceId,
        [...new Set(asked.map(({ claimId }) => claimId))],
        claims,
      );
      const round = new Dispatch(workspaceId, now, loaded, await readDispatchFacts(tx, workspaceId, loaded));
      const filled = asked.map((one): Filled => {
        if (one.job && !ours.has(one.job.jobKey)) return 'fenced';
        return claims === 'skip' && !loaded.has(one.claimId) ? 'busy' : round.fill(one);
      });
      const changes = round.changes();
      if (changes.length) await recordTogether(tx, workspaceId, changes);
      await noteWaits(tx, workspaceId, round.waits);
      const ends = asked.flatMap(({ job }, index) => {
        const how = filled[index] === 'nobody' ? ('waiting' as const) : ('done' as const);
        return job && ours.has(job.jobKey) ? [{ jobKey: job.jobKey, how }] : [];
      });
      await endJobs(tx, workspaceId, ends);
      return filled;
    }),
  );
}

/** The same for one claim. */
export async function fillSlot(
  db: DataSource,
  workspaceId: string,
  claimId: string,
  more: Omit<Filling, 'claimId'> = {},
): Promise<Filled> {
  const [filled] = await fillSlots(db, workspaceId, [{ claimId, ...more }]);
  return filled ?? 'nothing-open';
}

interface Wait extends Omit<SlotAt, 'fence'> {
  readonly claimId: string;
  readonly reasons: WaitingReasons;
}

/** One transaction's choices: each counts for the next. */
class Dispatch {
  private readonly actor: Actor;
  private readonly events = new Map<string, ClaimEvent[]>();
  private readonly states: Map<string, Claim>;
  readonly waits: Wait[] = [];

  constructor(
    workspaceId: string,
    private readonly now: string,
    private readonly loaded: ReadonlyMap<string, Loaded<Claim>>,
    private readonly facts: DispatchFacts,
  ) {
    this.actor = { kind: 'system', workspaceId, name: 'dispatcher' };
    this.states = new Map([...loaded].map(([id, { state }]) => [id, state]));
  }

  fill({ claimId, slot: asked }: Filling): Filled {
    const claim = this.states.get(claimId);
    const round = claim && openRound(claim);
    const slot = claim && openSlot(claim, asked);
    if (!claim || !round || !slot) return 'nothing-open';
    const { desk, candidates, parties } = this.facts.of(claim, round.deskId);
    const choice = desk && chooseReviewer(claim, desk, candidates, parties);
    if (!choice?.reviewer) {
      const reasons = choice?.reasons ?? {};
      this.waits.push({ claimId, round: round.number, number: slot.number, reasons });
      return 'nobody';
    }
    const { reviewer, eligible } = choice;
    const { held, lastAssignedAt } = reviewer;
    const command = {
      type: 'assign-slot' as const,
      claimId,
      assignmentId: randomUUID(),
      reviewerId: reviewer.id,
      slot: { round: round.number, number: slot.number, fence: slot.fence },
      selection: { by: 'dispatcher' as const, eligible, held, lastAssignedAt },
    };
    const context = { ...this.facts.nothingElse, now: this.now, desk, reviewer, parties };
    this.keep(claimId, claim, decideClaim(claim, command, this.actor, context));
    this.facts.assigned(reviewer, this.now);
    return 'filled';
  }

  private keep(id: string, claim: Claim, events: readonly ClaimEvent[]): void {
    const stamped = events.map((event): Stamped<ClaimEvent> => ({
      ...event,
      at: this.now,
      by: 'system:dispatcher',
    }));
    this.states.set(
      id,
      stamped.reduce<Claim>((state, event) => evolveClaim(state, id, event), claim),
    );
    this.events.set(id, [...(this.events.get(id) ?? []), ...events]);
  }

  changes(): Change<'claim'>[] {
    return [...this.events].map(([id, events]) => {
      const before = this.loaded.get(id) ?? null;
      return changeBy('claim', id, before, events, evolveClaim, { actor: this.actor, now: this.now });
    });
  }
}

/** Why slots wait, kept beside them. Found the same again, nothing is written. */
async function noteWaits(tx: EntityManager, workspaceId: string, waits: readonly Wait[]): Promise<void> {
  if (!waits.length) return;
  await prepared(
    tx,
    `insert into app.slot_waits as w (workspace_id, claim_id, round, slot, reasons)
     select distinct on (2, 3, 4) $1::uuid, (t ->> 'claimId')::uuid, (t ->> 'round')::int, (t ->> 'number')::int, t -> 'reasons'
       from jsonb_array_elements($2::jsonb) t
     on conflict (workspace_id, claim_id, round, slot) do update
        set reasons = excluded.reasons, changed_at = now() where w.reasons is distinct from excluded.reasons`,
    [workspaceId, JSON.stringify(waits)],
  );
}
