import { join } from 'node:path';
import { startLocalPostgres } from '#local-postgres';
import { dataDir, forget } from '../data-dir.ts';
import { openPrivateDatabase } from '../database.ts';
import { whileRunning } from '../processes.ts';
import { untilStopped } from '../stopping.ts';
import { readSeeds, type SeedDecision } from './seed-data.ts';
import { checkProof } from './check-proof.ts';
import { Story, type Tell } from './story.ts';
import { invitation, summarise } from './summary.ts';
import { rememberSample } from './remembered.ts';
import { openSample } from './workspace.ts';

export interface DemoOptions {
  readonly once: boolean;
  readonly reset: boolean;
}

/** The whole job with the sample data, on a private PostgreSQL. Everything that was started is stopped again. */
export async function demo({ once, reset }: DemoOptions, tell: Tell): Promise<void> {
  const seeds = readSeeds();
  if (reset) await startOver(tell);
  const stopping = untilStopped();
  const database = await openPrivateDatabase(tell);
  await whileRunning(database, tell, async (address, policyFile) => {
    const sample = rememberSample({ ...(await openSample(database.appUrl, seeds)), address });
    const story = new Story(address, sample, seeds, tell);
    // A signal in the middle leaves what is done so far; the next run goes on from there.
    const ended = await Promise.race([
      tellStory(story, seeds.decisions, { once, policyFile }, tell),
      stopping,
    ]);
    if (!ended) return;
    console.log(ended.summary);
    if (once) return;
    console.log(invitation(address, sample));
    await stopping;
  });
}

async function tellStory(
  story: Story,
  decisions: readonly SeedDecision[],
  { once, policyFile }: { once: boolean; policyFile: string | null },
  tell: Tell,
): Promise<{ summary: string }> {
  await story.receiveDocuments();
  tell('Triage: accepting claims, declining others, routing to the desks …');
  const half = once ? decisions : decisions.filter((_, index) => index % 2 === 0);
  const chosen = await story.triage(half);
  await story.review(chosen);
  await story.settle(chosen);
  tell('Signing off and publishing …');
  const published = await story.publish(chosen);
  // The other half goes to the desks now, for whoever tries the demo.
  if (!once) await story.triage(decisions);
  await story.untilLogged();
  const summary = await summarise(story, chosen, published.address);
  if (!policyFile) return { summary };
  await story.untilProven(published);
  return { summary: [summary, ...(await checkProof(published, policyFile))].join('\n') };
}

async function startOver(tell: Tell): Promise<void> {
  const folder = dataDir();
  tell(`Starting over: removing ${folder} …`);
  // Adopted or started, it is stopped before its files go.
  await startLocalPostgres(folder).then(
    (postgres) => postgres.stop(),
    () => undefined, // what cannot be started need not be stopped
  );
  for (const part of ['postgres', 'demo.json', 'accounts.json', 'logs', 'log', 'published'])
    forget(join(folder, part));
}
