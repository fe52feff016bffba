/** What `countersign admin` does, as the set-up and not as a person: recorded like every other change. */
import { createHash, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { requests } from '#contract';
import { openSafely } from '#database';
import { Refused, type Role } from '#domain';
import { execute, type Command } from '#workflow';
import { migrations } from '../../../migrations/index.ts';
import type { TokenWishes } from './admin.ts';
import { secret } from './data-dir.ts';
import { withDatabase } from './database.ts';
import { Failure } from './failure.ts';

const DAY_MS = 86_400_000;

type Tell = (line: string) => void;

interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  /** Its slug. */
  readonly workspace: string;
  readonly workspaceId: string;
}

export const listPeople = (tell: Tell): Promise<KnownPerson[]> =>
  withDatabase(tell, ({ systemUrl }) => using(systemUrl, (db) => readKnown(db, null)));

/** The token is given this once. @throws Failure */
export async function issueToken(personId: string, { role, label, days }: TokenWishes, tell: Tell) {
  const expiresAt = days === undefined ? null : new Date(Date.now() + days * DAY_MS).toISOString();
  const said = requests.NewToken.safeParse({ role, label, expiresAt });
  if (!said.success)
    throw new Failure(`--label: ${said.error.issues.map(({ message }) => message).join('; ')}.`);
  const token = `cs_${secret()}`;
  const sha256 = createHash('sha256').update(token).digest('hex');
  const tokenId = randomUUID();
  await change(personId, tell, ({ id, name, roles }) => {
    if (!roles.includes(role))
      throw new Failure(
        `${name} does not have the role ${role}: “countersign admin grant-role ${id} ${role}” gives it.`,
      );
    return { type: 'issue-token', personId: id, tokenId, ...said.data, sha256 };
  });
  return { token, tokenId, expiresAt };
}

/** Gives who they are. @throws Failure */
export const grantRole = (personId: string, role: Role, tell: Tell): Promise<KnownPerson> =>
  change(personId, tell, ({ id }) => ({ type: 'grant-role', personId: id, role }));

/** Finds the person as the account that looks over all workspaces, and changes them as the one that sees theirs. */
function change(
  personId: string,
  tell: Tell,
  command: (person: KnownPerson) => Command,
): Promise<KnownPerson> {
  return withDatabase(tell, async ({ appUrl, systemUrl }) => {
    const [person] = await using(systemUrl, (db) => readKnown(db, personId));
    if (!person) throw new Failure('Nobody here has this id: “countersign admin people” lists them.');
    const actor = { kind: 'system', workspaceId: person.workspaceId, name: 'setup' } as const;
    try {
      await using(appUrl, (db) => execute(db, actor, command(person)));
    } catch (error) {
      throw error instanceof Refused ? new Failure(error.message) : error;
    }
    return person;
  });
}

/** @param personId null: everybody */
const readKnown = (db: DataSource, personId: string | null): Promise<KnownPerson[]> =>
  db.query(
    `select p.id, p.name, p.roles, p.active, w.slug as workspace, p.workspace_id as "workspaceId"
       from app.people p join app.workspaces w on w.workspace_id = p.workspace_id
      where $1::uuid is null or p.id = $1 order by w.slug, p.name, p.id`,
    [personId],
  );

async function using<T>(url: string, work: (db: DataSource) => Promise<T>): Promise<T> {
  const db = await openSafely(url, 1, migrations);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
