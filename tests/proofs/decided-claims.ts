/** Claims with a history worth proving. */
import { judge, pinned, receive, routeClaim, type Newsroom } from '../support/newsroom.ts';

const ROSE = 'The river rose four metres on Sunday, said Katrin Ahlers.';
const BROUGHT = 'Three hundred people were brought to safety.';
export const PROTECTED = ['Katrin Ahlers', 'Ahlers'];
const SETTLED = 'An empty archive undoes no measurement.';
/** What a page may show or must not, and a proof must not. */
export const SECRETS = [...PROTECTED, ROSE, BROUGHT, SETTLED, 'looked, and finds it'];

/** One that was opened again and judged anew, and one over which two disagreed. */
export interface Decided {
  readonly reopened: string;
  readonly contested: string;
}

export async function decide(room: Newsroom): Promise<Decided> {
  const document = await receive(room, `${ROSE} ${BROUGHT}`);
  const other = await receive(room, `${ROSE} The mill stood still.`, 'The Mill');
  const reopened = await routeClaim(room, document, BROUGHT);
  await judge(room, reopened, 'rana', 'unverified');
  await judge(room, reopened, 'remy', 'unverified');
  await room.run(room.as('edda'), { type: 'reopen-claim', claimId: reopened, reason: 'A new count.' });
  await judge(room, reopened, 'rana', 'unverified');
  await judge(room, reopened, 'rosa', 'unverified');

  const contested = await routeClaim(room, document, ROSE);
  const evidence = [document, other].map((source) => pinned(source, ROSE, 'supports'));
  await judge(room, contested, 'rana', 'verified', evidence);
  await judge(room, contested, 'remy', 'unverified');
  await room.run(room.as('adil'), {
    type: 'adjudicate',
    claimId: contested,
    rating: 'verified',
    rationale: SETTLED,
    evidence,
  });
  return { reopened, contested };
}
