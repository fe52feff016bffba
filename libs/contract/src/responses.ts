/** What comes back. The serializer drops every field that is not named here. */
import { z } from 'zod';
import { CONFLICT_KINDS, ORIGIN_KINDS, REPORT_STATUSES, REVIEWERS_SHOWN } from '#domain';
import { Id, Instant, May, Outcome, pageOf, Role } from './primitives.ts';

export * from './claim-responses.ts';
export * from './document-responses.ts';
export * from './log.ts';

export const Me = z
  .object({
    workspaceId: Id,
    workspace: z.string(),
    personId: Id,
    name: z.string(),
    role: Role,
    languages: z.array(z.string()),
    /** How readers may know you, where the workspace shows reviewers. Nobody else here is told. */
    alias: z.string().nullable(),
  })
  .meta({ id: 'Me' });

export const Person = z
  .object({
    id: Id,
    name: z.string(),
    roles: z.array(Role),
    languages: z.array(z.string()),
    skills: z.array(z.string()),
    away: z.object({ from: Instant, until: Instant }).nullable(),
    active: z.boolean(),
    conflicts: z.array(z.object({ kind: z.enum(CONFLICT_KINDS), name: z.string() })),
    edition: z.int(),
  })
  .meta({ id: 'Person' });
export const People = pageOf(Person, 'People');

/** The token is shown this once. */
export const IssuedToken = z
  .object({ token: z.string(), tokenId: Id, outcome: Outcome })
  .meta({ id: 'IssuedToken' });

/** A token that was issued, without what it is. */
export const Token = z
  .object({
    id: Id,
    role: Role,
    label: z.string(),
    issuedAt: Instant,
    /** A person, or `system:setup`: whoever runs the installation. */
    issuedBy: z.string(),
    /** The first moment at which it no longer works; null: it works until it is revoked. */
    expiresAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'Token' });
export const Tokens = pageOf(Token, 'Tokens');

export const Origin = z
  .object({
    id: Id,
    kind: z.enum(ORIGIN_KINDS),
    title: z.string(),
    /** What readers of reports are told it is; null: its kind alone. */
    publicTitle: z.string().nullable(),
  })
  .meta({ id: 'Origin' });
export const Workspace = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    correctionsPolicy: z.string(),
    origins: z.array(Origin),
    /** The rules by which accepted claims are routed, in the order they are asked. */
    routing: z.object({
      version: z.int(),
      rules: z.array(
        z.object({
          name: z.string(),
          deskId: Id,
          when: z.object({
            topics: z.array(z.string()).nullable(),
            languages: z.array(z.string()).nullable(),
            minPriority: z.int().nullable(),
            maxPriority: z.int().nullable(),
            figureConflict: z.boolean().nullable(),
            protectedPerson: z.boolean().nullable(),
          }),
        }),
      ),
    }),
    /** How readers see who judged: not at all, or under an alias. */
    reviewersShown: z.enum(REVIEWERS_SHOWN),
    edition: z.int(),
  })
  .meta({ id: 'Workspace' });

/** Somebody whose names stay inside: readers are shown the label in their place. For those who may protect. */
export const ProtectedPerson = z
  .object({
    id: Id,
    label: z.string(),
    names: z.array(z.string()),
    /** Null while the protection holds. */
    ended: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
    /** The commands you may send now. */
    may: May,
  })
  .meta({ id: 'ProtectedPerson' });
export const ProtectedPersons = pageOf(ProtectedPerson, 'ProtectedPersons');

export const Desk = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    topic: z.string(),
    languages: z.array(z.string()),
    independentVerdicts: z.int(),
    verifiedOrigins: z.int(),
    leaseMinutes: z.int(),
    dueHours: z.int(),
    wipLimit: z.int(),
    requiredSkills: z.array(z.string()),
    rubricVersion: z.int(),
    /** Why nothing is handed out; null while the desk works. */
    pausedFor: z.string().nullable(),
    members: z.array(Id),
    /** How many slots nobody has taken; only for editors. */
    openSlots: z.int().nullable(),
    edition: z.int(),
  })
  .meta({ id: 'Desk' });
export const Desks = pageOf(Desk, 'Desks');

/**
 * An open slot that nobody may hold now, and how many members of the desk each reason keeps out; of a paused desk, that it
 * is paused.
 */
export const WaitingSlot = z
  .object({
    claimId: Id,
    claim: z.string(),
    round: z.int(),
    slot: z.int(),
    /** Since when nobody has it. */
    since: Instant,
    reasons: z.record(z.string(), z.int()),
  })
  .meta({ id: 'WaitingSlot' });
export const WaitingSlots = pageOf(WaitingSlot, 'WaitingSlots');

export const Report = z
  .object({
    id: Id,
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    claimIds: z.array(Id),
    status: z.enum(REPORT_STATUSES),
    correction: z.string().nullable(),
    signedOffBy: z.string().nullable(),
    withdrawnReason: z.string().nullable(),
    discardedReason: z.string().nullable(),
    versions: z.array(z.object({ number: z.int(), publishedAt: Instant, pageSha256: z.string().nullable() })),
    /** Where readers find it, once a version is rendered. */
    address: z.string().nullable(),
    edition: z.int(),
    may: May,
  })
  .meta({ id: 'Report' });
export const Reports = pageOf(Report, 'Reports');

export const Registered = Outcome.extend({ originId: Id }).meta({ id: 'Registered' });

/** What came of each assignment asked for, in the order of asking. */
export const AssignedSlots = z
  .object({
    items: z.array(
      z.object({
        claimId: Id,
        outcome: Outcome.nullable(),
        refusal: z.object({ code: z.string(), detail: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'AssignedSlots' });
