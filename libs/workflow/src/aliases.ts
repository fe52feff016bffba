/** Aliases of reviewers: drawn by chance, so that nothing about a person leads to theirs. */
import { randomInt } from 'node:crypto';
import { IsNull, Not, type EntityManager } from 'typeorm';
import { PersonRow } from '#database';
import type { Workspace } from '#domain';

const BIRDS = `
  Avocet Bittern Bluethroat Brambling Bunting Buzzard Chaffinch Chough Coot Cormorant Crake Crane
  Crossbill Curlew Dipper Dotterel Dunlin Dunnock Egret Falcon Fieldfare Firecrest Gannet Garganey
  Godwit Goldfinch Goosander Goshawk Grebe Greenshank Harrier Hawfinch Heron Hobby Hoopoe Kestrel
  Kingfisher Knot Lapwing Linnet Martin Merlin Nightjar Nuthatch Oriole Osprey Ouzel Petrel Phalarope
  Pintail Pipit Plover Pochard Puffin Redstart Redwing Ruff Sanderling Sandpiper Scoter Serin Shelduck
  Shoveler Shrike Siskin Skylark Snipe Stonechat Swift Teal Tern Turnstone Twite Wagtail Waxwing
  Wheatear Whimbrel Whinchat Wigeon Wren Wryneck Yellowhammer
`
  .trim()
  .split(/\s+/);

/** One that nobody in the workspace has or had. Two at the same moment meet at the unique index, once in many thousand. */
export async function drawAlias(tx: EntityManager, workspaceId: string): Promise<string> {
  for (;;) {
    const alias = `${BIRDS[randomInt(BIRDS.length)]}-${randomInt(100, 1_000)}`;
    if (!(await tx.existsBy(PersonRow, { workspaceId, alias }))) return alias;
  }
}

/** The alias of everybody here, by their ids; null where the workspace hides its reviewers. */
export async function readAliases(
  tx: EntityManager,
  { id: workspaceId, reviewersShown }: Workspace,
): Promise<ReadonlyMap<string, string> | null> {
  if (reviewersShown === 'hidden') return null;
  const people = await tx.find(PersonRow, {
    select: { id: true, alias: true },
    where: { workspaceId, alias: Not(IsNull()) },
  });
  return new Map(people.flatMap(({ id, alias }) => (alias === null ? [] : [[id, alias] as const])));
}
