/** The sample workspace: opened once, and found again by later runs. */
import { createHash, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { openDataSource } from '#database';
import { Refused, type Actor, type Role } from '#domain';
import { execute } from '#workflow';
import { secret } from '../data-dir.ts';
import { rememberedSample, rememberSample, type Sample } from './remembered.ts';
import type { SeedData } from './seed-data.ts';

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
    // These are known to everybody, and by these names.
    await execute(db, actor, { type: 'name-origin', originId, publicTitle: title });
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
