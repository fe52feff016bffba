/** Asks a language model, when one is set up, and keeps what was sent and received with the run. It can only propose. */
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { inWorkspace, ModelRunRow } from '#database';
import type { Actor } from '#domain';
import {
  alignProposals,
  canonicalText,
  claimFromModel,
  promptFor,
  type Extraction,
  type FoundClaim,
  type ProposedFigure,
} from '#extraction';
import type { VersionText } from '#workflow';

export interface ModelSettings {
  /** OpenAI-compatible, up to and with /v1. */
  readonly url: string;
  readonly name: string;
  readonly apiKey: string | null;
}

const BATCH = 60;
/** For all batches together: half of the job's lease, so that a model that falls silent does not cost the rest its time. */
const BUDGET_MS = 60_000;
const ANSWER_MAX_BYTES = 1_000_000;

const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});
/** In the form of the documents' own text, which can be stored whatever a model writes. */
const Text = z.string().max(5_000).transform(canonicalText);
const Answer = z.object({
  claims: z
    .array(
      z.object({
        sentence: z.int(),
        quote: Text,
        normalised: Text,
        figures: z.array(Text).max(50).default([]),
      }),
    )
    .max(500),
});

/**
 * Claims that the local methods did not find. A model that does not answer costs nothing but its own proposals: after the
 * first failure it is asked no more.
 */
export async function proposeByModel(
  db: DataSource,
  model: ModelSettings,
  { workspaceId }: Actor,
  versionId: string,
  { text }: Pick<VersionText, 'text'>,
  extraction: Extraction,
  budgetMs = BUDGET_MS,
): Promise<FoundClaim[]> {
  const taken = new Set(
    extraction.claims.flatMap(({ occurrences }) => occurrences.map(({ passage }) => passage.start)),
  );
  const open = extraction.sentences.filter(({ label, start }) => label === 'body' && !taken.has(start));
  const { origin } = new URL(model.url);
  const deadline = AbortSignal.timeout(budgetMs);
  const claims: FoundClaim[] = [];
  for (let from = 0; from < open.length; from += BATCH) {
    const sentences = open.slice(from, from + BATCH);
    const messages = promptFor(sentences);
    const received = await ask(model, messages, deadline);
    const { aligned, rejected } = alignProposals(text, sentences, received.claims);
    claims.push(...aligned.map((proposal) => claimFromModel(text, proposal, extraction)));
    const run = {
      endpoint: origin,
      model: model.name,
      sent: messages,
      received: received.text,
      error: received.error,
      accepted: aligned.length,
      rejected,
      figures: aligned.flatMap(({ figures }) => figures.map((one) => withReading(one, extraction))),
      figuresRejected: aligned.flatMap(({ figuresRejected }) => figuresRejected),
      sentencesNotAsked: received.error === null ? 0 : Math.max(0, open.length - from - BATCH),
    };
    await inWorkspace(db, workspaceId, (tx) =>
      tx.insert(ModelRunRow, { workspaceId, versionId, id: randomUUID(), run }),
    );
    if (received.error !== null) break;
  }
  return claims;
}

/** Whether the local methods read a figure there too; where they do not, it stays a proposal that nothing is made of. */
const withReading = (figure: ProposedFigure, { figures }: Extraction) => ({
  ...figure,
  isRead: figures.some(({ start, end }) => start < figure.end && end > figure.start),
});

interface Received {
  readonly text: string | null;
  readonly claims: z.infer<typeof Answer>['claims'];
  /** Why there is no answer, in words without the request. */
  readonly error: string | null;
}

async function ask(
  { url, name, apiKey }: ModelSettings,
  messages: readonly object[],
  deadline: AbortSignal,
): Promise<Received> {
  let text: string | null = null;
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      signal: deadline,
      redirect: 'error',
      headers: { 'content-type': 'application/json', ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
      body: JSON.stringify({
        model: name,
        temperature: 0,
        messages,
        response_format: { type: 'json_object' },
      }),
    });
    text = await limited(response);
    if (!response.ok) return { text, claims: [], error: `the model answered ${response.status}` };
    const { choices } = Completion.parse(JSON.parse(text));
    const { claims } = Answer.parse(JSON.parse(choices[0]?.message.content ?? 'null'));
    return { text, claims, error: null };
  } catch (error) {
    const failure = error instanceof Error ? error.name : 'unknown';
    return { text, claims: [], error: deadline.aborted ? 'the model did not answer in time' : failure };
  }
}

async function limited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > ANSWER_MAX_BYTES) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  // A zero is the one character that it could hold and the database cannot.
  return Buffer.concat(chunks).toString('utf8').replaceAll('\0', '\uFFFD');
}
