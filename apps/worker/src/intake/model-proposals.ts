/** Asks a language model, when one is set up, and keeps what was sent and received with the run. It can only propose. */
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { inWorkspace, ModelRunRow } from '#database';
import type { Actor } from '#domain';
import { alignProposals, claimFromModel, promptFor, type Extraction, type FoundClaim } from '#extraction';
import type { VersionText } from '#workflow';

export interface ModelSettings {
  /** OpenAI-compatible, up to and with /v1. */
  readonly url: string;
  readonly name: string;
  readonly apiKey: string | null;
}

const BATCH = 60;
const TIMEOUT_MS = 60_000;
const ANSWER_MAX_BYTES = 1_000_000;

const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});
const Answer = z.object({
  claims: z
    .array(z.object({ sentence: z.int(), quote: z.string().max(5_000), normalised: z.string().max(5_000) }))
    .max(500),
});

/** Claims that the local methods did not find. A model that does not answer costs nothing but its own proposals. */
export async function proposeByModel(
  db: DataSource,
  model: ModelSettings,
  { workspaceId }: Actor,
  versionId: string,
  { text }: VersionText,
  extraction: Extraction,
): Promise<FoundClaim[]> {
  const taken = new Set(
    extraction.claims.flatMap(({ occurrences }) => occurrences.map(({ passage }) => passage.start)),
  );
  const open = extraction.sentences.filter(({ label, start }) => label === 'body' && !taken.has(start));
  const claims: FoundClaim[] = [];
  for (let from = 0; from < open.length; from += BATCH) {
    const sentences = open.slice(from, from + BATCH);
    const messages = promptFor(sentences);
    const received = await ask(model, messages);
    const answer = Answer.safeParse(received.json);
    const { aligned, rejected } = alignProposals(text, sentences, answer.success ? answer.data.claims : []);
    claims.push(...aligned.map((proposal) => claimFromModel(text, proposal, extraction)));
    const { origin } = new URL(model.url);
    const run = {
      endpoint: origin,
      model: model.name,
      sent: messages,
      received: received.text,
      error: received.error,
      accepted: aligned.length,
      rejected,
    };
    await inWorkspace(db, workspaceId, (tx) =>
      tx.insert(ModelRunRow, { workspaceId, versionId, id: randomUUID(), run }),
    );
  }
  return claims;
}

interface Received {
  readonly text: string | null;
  readonly json: unknown;
  /** Why there is no answer, in words without the request. */
  readonly error: string | null;
}

async function ask({ url, name, apiKey }: ModelSettings, messages: readonly object[]): Promise<Received> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
      headers: { 'content-type': 'application/json', ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
      body: JSON.stringify({
        model: name,
        temperature: 0,
        messages,
        response_format: { type: 'json_object' },
      }),
    });
    const text = await limited(response);
    if (!response.ok) return { text, json: null, error: `the model answered ${response.status}` };
    const { choices } = Completion.parse(JSON.parse(text));
    return { text, json: JSON.parse(choices[0]?.message.content ?? 'null'), error: null };
  } catch (error) {
    return { text: null, json: null, error: error instanceof Error ? error.name : 'unknown' };
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
  return Buffer.concat(chunks).toString('utf8');
}
