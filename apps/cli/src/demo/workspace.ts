/** The sample workspace: opened once, and found again by later runs. */
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { openDataSource } from '#database';
import { Refused, ROLES, type Actor, type Role } from '#domain';
import { execute } from '#workflow';
import { dataDir, readJson, secret, writeJson } from '../data-dir.ts';
import type { SeedData } from './seed-data.ts';

/** What the demo remembers between runs. Its tokens are worth something: the file is readable by its owner only. */
const Remembered = z.object({
  address: z.string(),
  workspaceId: z.string(),
  people: z.record(
    z.string(),
    z.object({ id: z.string(), token: z.string(), role: z.enum(ROLES), name: z.string() }),
  ),
  desks: z.record(z.string(), z.string()),
  origins: z.record(z.string(), z.string()),
});
export type Sample = z.infer<typeof Remembered>;

const file = () => join(dataDir(), 'demo.json');

/** The running, or last, sample: where it answers and with which tokens. */
export const rememberedSample = (): Sample | null => readJson(file(), Remembered);
export const rememberSample = (sample: Sample): Sample => writeJson(file(), sample);

/**
 * Opens the workspace with its people, desks, origins and protected persons. A run that died in the middle left a
 * workspace under another id behind, which nobody has a token for; this one begins anew.
 */
export async function openSample(appUrl: string, seeds: SeedData): Promise<Sample> {
  const db = await openDataSource(appUrl, 2);
  try {
    const known = rememberedSample();
    if (known && (await isOpen(db, known))) return known;
    return rememberSample(await create(db, seeds));
  } finally {
    await db.destroy();
  }
}

async function isOpen(db: DataSource, { people }: Sample): Promise<boolean> {
  const [first] = Object.values(people);
  const rows: unknown[] = await db.query('select 1 from app.authenticate($1)', [sha256(first?.token ?? '')]);
  return rows.length === 1;
}

async function create(db: DataSource, seeds: SeedData): Promise<Sample> {
  const workspaceId = randomUUID();
  const actor: Actor = { kind: 'system', workspaceId, name: 'setup' };
  await openWorkspace(db, actor, seeds.workspace);

  const people: Sample['people'] = {};
  for (const { handle, name, roles, languages } of seeds.people) {
    const personId = randomUUID();
    await execute(db, actor, { type: 'admit-person', personId, name, roles, languages });
    const [role] = roles as [Role]; // the schema asks for one at least
    const token = `cs_${secret()}`;
    const issue = { tokenId: randomUUID(), role, label: 'demo', sha256: sha256(token) };
    await execute(db, actor, { type: 'issue-token', personId, ...issue });
    people[handle] = { id: personId, token, role, name };
  }
  const origins: Sample['origins'] = {};
  for (const { slug, kind, title } of seeds.origins) {
    const originId = randomUUID();
    await execute(db, actor, { type: 'register-origin', originId, kind, title });
    origins[slug] = originId;
  }
  for (const { label, names } of seeds.protectedPersons)
    await execute(db, actor, { type: 'protect-person', protectedPersonId: randomUUID(), label, names });

  const desks: Sample['desks'] = {};
  for (const { members, ...desk } of seeds.desks) {
    const deskId = randomUUID();
    await execute(db, actor, { type: 'open-desk', deskId, ...desk });
    for (const handle of members) {
      const personId = people[handle]?.id;
      if (personId) await execute(db, actor, { type: 'add-desk-member', deskId, personId });
    }
    desks[desk.slug] = deskId;
  }
  return { address: '', workspaceId, people, desks, origins };
}

/** Under its own name, or with a suffix when another sample on this server has it. */
async function openWorkspace(db: DataSource, actor: Actor, workspace: SeedData['workspace']): Promise<void> {
  const { workspaceId } = actor;
  const open = (slug: string) =>
    execute(db, actor, { type: 'open-workspace', workspaceId, ...workspace, slug });
  try {
    await open(workspace.slug);
  } catch (error) {
    if (!(error instanceof Refused && error.code === 'already-exists')) throw error;
    await open(`${workspace.slug}-${workspaceId.slice(0, 8)}`);
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
