/** How often one address may challenge. The address itself is stored nowhere: it is counted by a hash whose key dies with the day. */
import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { EntityManager } from 'typeorm';
import { Refused } from '#domain';

/** From one address, or one IPv6 network of a household, within an hour by Postgres' clock. */
export const CHALLENGES_PER_ADDRESS = 5;
/** From all addresses together, within an hour: what a desk can still look at. */
export const CHALLENGES_PER_WORKSPACE = 100;

/**
 * Counts one challenge from this address. It is counted in a transaction of its own, before anything is stored, so
 * that those that fail afterwards count too.
 * @throws Refused `too-many-challenges`
 */
export async function countChallenge(tx: EntityManager, workspaceId: string, address: string): Promise<void> {
  await tx.query(
    `delete from app.challenge_rates where workspace_id = $1 and hour < date_trunc('hour', now()) - interval '1 day'`,
    [workspaceId],
  );
  await tx.query('delete from app.challenge_salts where workspace_id = $1 and day < current_date', [
    workspaceId,
  ]);
  const mac = createHmac('sha256', await saltOfToday(tx, workspaceId))
    .update(networkOf(address))
    .digest();
  const [counted]: { own: number; all: number }[] = await tx.query(
    `with counted as (
       insert into app.challenge_rates as r (workspace_id, address_mac, hour, count)
       values ($1, $2, date_trunc('hour', now()), 1)
       on conflict (workspace_id, address_mac, hour) do update set count = r.count + 1
       returning count)
     select counted.count as own,
            (select coalesce(sum(r.count), 0)::int from app.challenge_rates r
              where r.workspace_id = $1 and r.hour = date_trunc('hour', now()) and r.count <= $3) as all
       from counted`,
    [workspaceId, mac, CHALLENGES_PER_ADDRESS],
  );
  if (!counted || counted.own > CHALLENGES_PER_ADDRESS || counted.all >= CHALLENGES_PER_WORKSPACE)
    throw new Refused(
      'too-many-challenges',
      'Too many reports came in from here within the hour. Please try again later, or write to the publisher.',
    );
}

async function saltOfToday(tx: EntityManager, workspaceId: string): Promise<Buffer> {
  // The update that changes nothing gives the salt that another request made first.
  const [row]: { salt: Buffer }[] = await tx.query(
    `insert into app.challenge_salts as s (workspace_id, day, salt) values ($1, current_date, $2)
     on conflict (workspace_id, day) do update set salt = s.salt returning salt`,
    [workspaceId, randomBytes(32)],
  );
  if (!row) throw new Error('there is a salt for every day');
  return row.salt;
}

/** The first half of an IPv6 address: who has one has all that begin so. An IPv4 address in IPv6 clothes is one of its own. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const { hostname } = new URL(`http://[${address.split('%')[0]}]`);
  const [head = '', tail = ''] = hostname.slice(1, -1).split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const full = hostname.includes('::')
    ? [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
    : left;
  return full.slice(0, 4).join(':');
}
