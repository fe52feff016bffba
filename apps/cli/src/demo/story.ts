/** The main job, done over the api as its people would do it: each with a token of their own. */
import { setTimeout as pause } from 'node:timers/promises';
import type { responses } from '#contract';
import type { z } from 'zod';
import { findPassage } from '#extraction';
import { Client, Refusal } from '../client.ts';
import { Failure } from '../failure.ts';
import type { PublishedVersion } from './check-proof.ts';
import type { SeedData, SeedDecision, SeedJudgement } from './seed-data.ts';
import type { Sample } from './remembered.ts';

type Claim = z.infer<typeof responses.Claim>;
type Summary = z.infer<typeof responses.ClaimSummary>;
type Document = z.infer<typeof responses.DocumentWithText>;
type Assignment = z.infer<typeof responses.Assignment>;

const POLL_MS = 150;
const PATIENCE_MS = 120_000;

export type Tell = (line: string) => void;

export class Story {
  private readonly documents = new Map<string, Document>();

  constructor(
    private readonly address: string,
    private readonly sample: Sample,
    private readonly seeds: SeedData,
    private readonly tell: Tell,
  ) {}

  /** Somebody with the role, as a client. */
  as(role: string): Client {
    const person = Object.values(this.sample.people).find((one) => one.role === role);
    if (!person) throw new Failure(`The sample has nobody with the role ${role}.`);
    return new Client(this.address, person.token);
  }

  async receiveDocuments(): Promise<void> {
    const editor = this.as('editor');
    for (const [
      index,
      { id, title, publisher, publishedAt, language, text, rests_on },
    ] of this.seeds.briefs.entries()) {
      this.tell(`Document ${index + 1} of ${this.seeds.briefs.length}: ${title}`);
      const documentId = await receivedId(editor, { title, publisher, publishedAt, language, text });
      const document = await editor.get<Document>(`/documents/${documentId}`);
      this.documents.set(id, document);
      const reason = 'The outlet names it as what the account rests on.';
      for (const slug of rests_on) {
        const originId = this.sample.origins[slug];
        if (originId && !document.originIds.includes(originId))
          await editor.post(`/documents/${documentId}/origins`, { originId, reason });
      }
    }
    await this.until('the claims of all documents are found', async () => {
      const documents = await Promise.all(
        [...this.documents.values()].map(({ id }) => editor.get<Document>(`/documents/${id}`)),
      );
      return documents.every(({ versions }) => versions.every(({ proposals }) => proposals !== null));
    });
  }

  /** The editor accepts what shall be reviewed, says why the rest is not, and routes each claim to its desk. */
  async triage(decisions: readonly SeedDecision[]): Promise<Map<SeedDecision, string>> {
    const editor = this.as('editor');
    const chosen = new Map<SeedDecision, string>();
    for (const decision of decisions) {
      const claim = await this.findClaim(decision.claim);
      chosen.set(decision, claim.id);
      if (claim.status === 'proposed')
        await editor.post(`/claims/${claim.id}/accept`, { priority: decision.priority });
      if (claim.status === 'proposed' || claim.status === 'accepted')
        await editor.post(`/claims/${claim.id}/route`, { deskId: this.sample.desks[decision.desk] });
    }
    for (const { claim, reason } of this.seeds.declined) {
      const found = await this.findClaim(claim);
      if (found.status === 'proposed') await editor.post(`/claims/${found.id}/decline`, { reason });
    }
    return chosen;
  }

  /** Every reviewer works through what the desks' queues gave them, until the claims are decided or contested. */
  async review(chosen: ReadonlyMap<SeedDecision, string>): Promise<void> {
    const decisions = new Map([...chosen].map(([decision, id]) => [id, decision]));
    const editor = this.as('editor');
    let told = -1;
    await this.until('the reviewers have judged', async () => {
      for (const { token, role } of Object.values(this.sample.people))
        if (role === 'reviewer') await this.work(new Client(this.address, token), decisions);
      const claims = await Promise.all([...chosen.values()].map((id) => editor.get<Claim>(`/claims/${id}`)));
      const done = claims.filter(({ status }) => status !== 'in-review').length;
      if (done !== told) this.tell(`${(told = done)} of ${claims.length} claims are judged.`);
      return done === claims.length;
    });
  }

  private async work(reviewer: Client, decisions: ReadonlyMap<string, SeedDecision>): Promise<void> {
    for (const { id, claimId, fence } of await reviewer.all<Assignment>('/assignments')) {
      const decision = decisions.get(claimId);
      const verdict = decision && this.nextVerdict(decision);
      if (!verdict) continue;
      await reviewer.post(`/assignments/${id}/verdict`, { fence, ...(await this.judgement(verdict)) });
    }
  }

  private readonly used = new Map<SeedDecision, number>();

  private nextVerdict(decision: SeedDecision): SeedJudgement | undefined {
    const index = this.used.get(decision) ?? 0;
    this.used.set(decision, index + 1);
    return decision.verdicts[index % decision.verdicts.length];
  }

  /** Gives the claims that were contested, and how each was settled. */
  async settle(chosen: ReadonlyMap<SeedDecision, string>): Promise<void> {
    const adjudicator = this.as('adjudicator');
    for (const [{ adjudication }, id] of chosen) {
      const claim = await adjudicator.get<Claim>(`/claims/${id}`);
      if (claim.status !== 'contested' || !adjudication) continue;
      await adjudicator.post(`/claims/${id}/adjudication`, await this.judgement(adjudication));
    }
  }

  /** Drafts, signs off and publishes the report, and waits until readers can open it. */
  async publish(chosen: ReadonlyMap<SeedDecision, string>): Promise<PublishedVersion> {
    const publisher = this.as('publisher');
    const { slug, title, summary } = this.seeds.report;
    type Report = z.infer<typeof responses.Report>;
    const reports = await publisher.all<Report>('/reports');
    const known = reports.find((report) => report.title === title);
    // Another sample on this server may have the address already.
    const ownSlug =
      known?.slug ?? `${slug}${(await this.isTaken(slug)) ? `-${this.sample.workspaceId.slice(0, 8)}` : ''}`;
    const draft = { slug: ownSlug, title, summary, claimIds: [...chosen.values()] };
    const id = known?.id ?? (await publisher.post<{ id: string }>('/reports', draft)).id;
    const { status } = await publisher.get<Report>(`/reports/${id}`);
    if (status === 'draft') await publisher.post(`/reports/${id}/sign-off`);
    if (status === 'draft' || status === 'signed-off') await publisher.post(`/reports/${id}/publish`);
    const address = `${this.address}/r/${ownSlug}`;
    await this.until(
      'the report is rendered, and the log signed over it',
      async () => (await fetch(address)).ok,
    );
    const { versions } = await publisher.get<Report>(`/reports/${id}`);
    return { address, version: versions.length };
  }

  /** The proof is made once the log is signed over the page. */
  untilProven({ address, version }: PublishedVersion): Promise<void> {
    const proof = `${address}/versions/${version}.proof.json`;
    return this.until('the proof is made', async () => (await fetch(proof)).ok);
  }

  /** The sequencer is a moment behind the last change. */
  untilLogged(): Promise<void> {
    type LogCheck = z.infer<typeof responses.LogCheck>;
    return this.until('the log is ordered', async () => {
      const { pending } = await this.as('admin').get<LogCheck>('/log/check');
      return pending === 0;
    });
  }

  private isTaken = async (slug: string) => (await fetch(`${this.address}/r/${slug}`)).status !== 404;

  /** The claim that was found in the brief and says this. */
  private async findClaim({ brief, contains }: SeedDecision['claim']): Promise<Summary> {
    const claims = await this.as('editor').all<Summary>(`/claims?documentId=${this.document(brief).id}`);
    const found = claims.find(({ text }) => text.includes(contains));
    if (!found) throw new Failure(`No claim was found in “${brief}” that says: ${contains}`);
    return found;
  }

  private async judgement({ rating, rationale, evidence }: SeedJudgement) {
    const searchedAt = new Date().toISOString();
    return {
      rating,
      rationale: rationale.trim(),
      evidence: evidence.map((item) => {
        if ('search' in item) return { kind: 'search', searchedAt, ...item.search };
        const { brief, quote, stance, denial, answer } = item;
        return { kind: 'passage', stance, denial, answer, passage: passageIn(this.document(brief), quote) };
      }),
    };
  }

  private document(brief: string): Document {
    const document = this.documents.get(brief);
    if (!document) throw new Failure(`The seeds name a brief that is not there: ${brief}.`);
    return document;
  }

  private async until(what: string, reached: () => Promise<boolean>): Promise<void> {
    for (const deadline = Date.now() + PATIENCE_MS; !(await reached()); await pause(POLL_MS))
      if (Date.now() > deadline)
        throw new Failure(`It took too long until ${what}: see the logs of the worker.`);
  }
}

/** The document's id, also when these very bytes came in before. */
async function receivedId(editor: Client, document: object): Promise<string> {
  try {
    return (await editor.post<{ id: string }>('/documents', document)).id;
  } catch (error) {
    if (error instanceof Refusal && error.problem.code === 'already-exists' && error.problem.current)
      return error.problem.current;
    throw error;
  }
}

/** A quote as a pinned passage of the document's last version. */
function passageIn({ text, versions }: Document, quote: string) {
  const passage = findPassage(text, quote);
  if (!passage) throw new Failure(`A document does not say: ${quote}`);
  return { ...passage, versionId: versions.at(-1)?.id };
}
