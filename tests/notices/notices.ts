/** People and other programs are told what happens: once each, signed, with nothing in it, and again when it fails. */
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import {
  openNewsroom,
  receive,
  routeClaim,
  searched,
  type Newsroom,
  type PersonName,
} from '../support/newsroom.ts';
import { startAll, type Ask, type Backend, type Running } from '../support/running.ts';
import { startMailServer, startProgram, type MailServer, type Program } from './support/receivers.ts';

const TEXT = 'The river rose four metres on Sunday.';
const PATIENCE = { withinMs: 30_000 };

let database: TestDatabase;
let room: Newsroom;
let program: Program;
let mail: MailServer;
let running: Running;

const ask: Ask = (...request) => running.ask(room, ...request);

const newClaim = async () => routeClaim(room, await receive(room, `${TEXT} (${randomUUID()})`), TEXT);

const typesOf = (claimId: string) => new Set(toldOf(claimId).map(({ type }) => type));
const THREE = new Set(['claim-proposed', 'claim-accepted', 'round-opened']);

const toldOf = (claimId: string) =>
  program.posts.map(({ body }) => JSON.parse(body)).filter(({ subjectId }) => subjectId === claimId);

/** The time of the next attempt has come. */
const hurry = () =>
  database.admin.query(`update app.deliveries set next_at = now() where status = 'waiting'`);

async function register() {
  const { status, body } = await ask('alma', 'POST', '/webhooks', { url: program.url });
  expect(status).toBe(201);
  return { secret: String(body.secret), id: String(body.outcome.id) };
}

const deliveriesOf = async (id: string) =>
  (await ask('alma', 'GET', `/webhooks/${id}/deliveries`)).body.items;

export function noticesOn(backend: Backend): void {
  beforeAll(async () => {
    database = await freshDatabase();
    room = await openNewsroom(database.db);
    program = await startProgram();
    mail = await startMailServer();
    running = await startAll(database, backend, {
      settings: {
        FETCH_ALLOWED_ADDRESSES: ['127.0.0.1'],
        FETCH_PORTS: [program.port],
        SMTP_URL: mail.url,
        MAIL_FROM: 'desk@countersign.example',
      },
    });
  }, 60_000);
  afterAll(async () => {
    await running?.stop();
    await database?.drop();
  });
  programsAreTold();
  peopleAreTold();
}

function programsAreTold(): void {
  test('a webhook is told each event once, signed, by kind, id and link, and of no verdict', async () => {
    const before = await newClaim();
    const hook = await register();
    const claimId = await newClaim();
    // Deliveries go their own ways: in whatever order, each comes once.
    await eventually(async () => typesOf(claimId), THREE, PATIENCE);
    expect(toldOf(claimId)).toHaveLength(3);
    expect(toldOf(before)).toEqual([]);
    for (const { headers, body } of program.posts) {
      const said = JSON.parse(body);
      const names = Object.keys(said).sort().join(' ');
      expect(names).toBe('at id link subject subjectId type workspaceId');
      const [, seconds, signature] =
        /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['countersign-signature'])) ?? [];
      expect(signature).toBe(createHmac('sha256', hook.secret).update(`${seconds}.${body}`).digest('hex'));
      expect(headers['countersign-delivery']).toBe(said.id);
      expect(body).not.toMatch(/river|verdict|slot/);
      expect((await ask('edda', 'GET', said.link.replace(/^.+v1/, ''))).body.id).toBe(said.subjectId);
    }
    const { body } = await ask('alma', 'GET', '/webhooks');
    expect(JSON.stringify(body)).not.toContain(hook.secret);
    const opened = await database.admin.query(
      `select fields::text from audit.opening where fields::text like $1`,
      [`%${hook.secret}%`],
    );
    expect(opened.rows).toEqual([]);
    await ask('alma', 'POST', `/webhooks/${hook.id}/remove`, { reason: 'The test is over.' });
  });

  test('what fails is tried again, given up in the end, and sent when an admin says so', async () => {
    const hook = await register();
    program.answer = 500;
    const claimId = await newClaim();
    await eventually(async () => (await deliveriesOf(hook.id)).length >= 4, true, PATIENCE);
    const dead = async () =>
      (await ask('alma', 'GET', '/dead-letters')).body.items.filter(
        ({ name }: { name: string }) => name === 'deliver',
      );
    await eventually(
      async () => {
        await hurry();
        return (await deliveriesOf(hook.id)).every(({ status }: { status: string }) => status === 'dead');
      },
      true,
      { withinMs: 90_000 },
    );
    const deliveries = await deliveriesOf(hook.id);
    expect(deliveries[0]).toMatchObject({ attempts: 8, lastError: 'it was answered with 500' });
    expect(await dead()).toHaveLength(deliveries.length);
    expect((await ask('alma', 'GET', '/turns/mine')).body.counts).toContainEqual({
      kind: 'dead-letter',
      count: deliveries.length,
    });
    expect(await ask('edda', 'GET', '/dead-letters')).toMatchObject({ status: 403 });
    expect(await ask('edda', 'POST', '/dead-letters/replay', {})).toMatchObject({ status: 403 });
    expect(await ask('alma', 'POST', '/dead-letters/replay', { jobKeys: ['none'] })).toMatchObject({
      status: 404,
    });

    program.answer = 204;
    const sent = new Set(program.posts.map(({ headers }) => headers['countersign-delivery']));
    program.posts.length = 0;
    expect((await ask('alma', 'POST', '/dead-letters/replay', {})).body).toEqual({
      replayed: deliveries.length,
    });
    await eventually(
      async () => (await dead()).every(({ status }: { status: string }) => status === 'done'),
      true,
      PATIENCE,
    );
    expect(program.posts).toHaveLength(deliveries.length);
    // Under the ids they had before.
    for (const { headers } of program.posts) expect(sent).toContain(headers['countersign-delivery']);
    expect([typesOf(claimId), toldOf(claimId).length]).toEqual([THREE, 3]);
    expect((await ask('alma', 'POST', '/dead-letters/replay', {})).body).toEqual({ replayed: 0 });
    await ask('alma', 'POST', `/webhooks/${hook.id}/remove`, { reason: 'The test is over.' });
  }, 180_000);

  test('an address in the own network is not told, and only admins say who is', async () => {
    expect(await ask('edda', 'POST', '/webhooks', { url: program.url })).toMatchObject({ status: 403 });
    expect(await ask('alma', 'POST', '/webhooks', { url: 'ftp://hooks.example' })).toMatchObject({
      status: 400,
    });
    const { body } = await ask('alma', 'POST', '/webhooks', { url: `http://10.1.2.3:${program.port}/` });
    const { id } = body.outcome;
    await newClaim();
    await eventually(
      async () => (await deliveriesOf(id)).map(({ lastError }: { lastError: string | null }) => lastError)[0],
      'address-not-public: it could not be sent',
      PATIENCE,
    );
    await ask('alma', 'POST', `/webhooks/${id}/remove`, { reason: 'It is not ours.' });
    await hurry();
    await eventually(
      async () => (await deliveriesOf(id)).every(({ status }: { status: string }) => status === 'dropped'),
      true,
      PATIENCE,
    );
  });
}

function peopleAreTold(): void {
  const mailTo = (address: string) => mail.messages.filter((message) => message.includes(`<${address}>`));

  test('people who gave an address get mail about slots and mentions, once each, and without anybody’s words', async () => {
    for (const name of ['rana', 'remy', 'rosa', 'edda', 'adil'] as const)
      expect(await ask(name, 'PUT', '/me/mail', { address: `${name}@mail.example` })).toMatchObject({
        status: 200,
      });
    expect(await ask('pia', 'PUT', '/me/mail', { address: 'nowhere' })).toMatchObject({ status: 400 });
    const claimId = await newClaim();
    const holders = async () =>
      (
        await database.admin.query(
          `select id, reviewer_id, fence from app.assignments where claim_id = $1 and status = 'held' order by slot`,
          [claimId],
        )
      ).rows;
    await eventually(async () => (await holders()).length, 2, PATIENCE);
    const held = (await holders()).map(({ id, reviewer_id: reviewerId, fence }) => ({
      id,
      fence,
      name: (['rana', 'remy', 'rosa'] as const).find((one) => room.people[one] === reviewerId) ?? 'rosa',
    }));
    const [first, second] = held;
    if (!first || !second) throw new Error('two hold it');
    const assigned = (name: PersonName) =>
      mailTo(`${name}@mail.example`).filter((message) => message.includes(`v1/claims/${claimId}`)).length;
    for (const { name } of held) await eventually(async () => assigned(name), 1, PATIENCE);

    // Closed to who holds a slot: they are not told that they were mentioned.
    const mentions = [room.people[first.name], room.people.adil];
    const { body } = await ask('edda', 'POST', `/claims/${claimId}/threads`, {
      text: 'Four metres?',
      mentions,
    });
    const threadMail = (name: PersonName) =>
      mailTo(`${name}@mail.example`).filter((message) => message.includes(`v1/threads/${body.id}`)).length;
    await eventually(async () => threadMail('adil'), 1, PATIENCE);
    expect(threadMail(first.name)).toBe(0);

    for (const { id, name, fence } of held)
      await room.run(room.as(name), {
        type: 'record-verdict',
        claimId,
        assignmentId: id,
        fence,
        rating: 'unverified',
        rationale: 'Nothing was found.',
        evidence: [searched],
      });
    const waiting = async () =>
      (await database.admin.query(`select 1 from app.deliveries where status = 'waiting'`)).rows.length;
    await eventually(waiting, 0, PATIENCE);
    for (const { name } of held) expect(assigned(name)).toBe(1);
    expect(mail.messages.join('\n')).not.toMatch(
      /river|Four metres|verdict|unverified|https?:(?!\/\/countersign.example\/docs\s)/,
    );
  }, 120_000);

  test('an address is nobody else’s to see, is not in the log, and is forgotten', async () => {
    expect((await ask('rana', 'GET', '/me/mail')).body).toEqual({ address: 'rana@mail.example' });
    expect((await ask('remy', 'PUT', '/me/mail', { address: null })).body).toEqual({ address: null });
    const kept = await database.admin.query(
      `select 1 from audit.opening where fields::text like '%mail.example%'
       union all select 1 from app.mail_addresses where address like 'remy%'`,
    );
    expect(kept.rows).toEqual([]);
    expect((await checkLog(database.db, room.workspaceId)).problems).toEqual([]);
  });
}
