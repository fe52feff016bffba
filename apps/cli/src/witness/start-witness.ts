/** `countersign witness`: the protocol over HTTP, health and metrics beside it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import { UnsafeSettings } from '#config';
import { answerJson, healthAnswer, listen, openLog, type Running } from '#process';
import { MAX_ADD_CHECKPOINT_BYTES, type Policy, type Signer } from '#transparency-log';
import { stateFor } from './state.ts';
import { Witness, type Reply } from './witness.ts';

export interface WitnessSettings {
  readonly signer: Signer;
  readonly logs: Policy['logs'];
  readonly stateFolder: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
}

export async function startWitness(settings: WitnessSettings): Promise<Running> {
  const { signer, stateFolder, host, port } = settings;
  const log = openLog('witness', settings.logLevel);
  const keys = settings.logs.map(({ key }) => key);
  for (const origin of new Set(keys.map(({ name }) => name))) await requireState(stateFolder, origin);
  const serving = new Serving(new Witness(signer, keys, stateFolder, log));
  const listening = await listen((request, response) => serving.answer(request, response), {
    host,
    port,
    onError: (error) => log.error({ err: error }, 'a request failed'),
  });
  const { address } = listening;
  log.info({ address, witness: signer.vkey, logs: keys.map(({ vkey }) => vkey) }, 'the witness runs');
  return { address, log, stop: () => listening.close() };
}

async function requireState(folder: string, origin: string): Promise<void> {
  if (await stateFor(folder, origin).read()) return;
  throw new UnsafeSettings(
    `${folder} has no state for ${origin}. If this witness never signed for it: countersign witness admit ${origin}. If the state was lost: countersign witness resume, with the newest checkpoint that carries its signature.`,
  );
}

class Serving {
  readonly #metrics = new Registry();
  readonly #requests = new Counter({
    name: 'countersign_witness_requests_total',
    help: 'Checkpoints that logs asked to have signed, by what became of them',
    labelNames: ['outcome'],
    registers: [this.#metrics],
  });
  #unready: string | null = null;

  constructor(private readonly witness: Witness) {
    collectDefaultMetrics({ register: this.#metrics });
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (path === '/add-checkpoint') {
      if (request.method === 'POST') return this.#add(request, response);
      response.setHeader('allow', 'POST');
      return answerJson(response, 405, { status: 'method-not-allowed' });
    }
    const answer = request.method === 'GET' ? healthAnswer(path, this.#unready, this.#metrics) : null;
    if (answer) return answer(request, response);
    const hash = request.method === 'GET' ? /^\/([0-9a-f]{64})\/checkpoint$/.exec(path)?.[1] : undefined;
    const newest = hash === undefined ? null : await this.witness.newest(hash);
    if (newest === null) return answerJson(response, 404, { status: 'not-found' });
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(newest);
  }

  async #add(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request, MAX_ADD_CHECKPOINT_BYTES);
    if (!body) {
      response.setHeader('connection', 'close');
      return answerJson(response, 413, { status: 'too-large' });
    }
    const reply = await this.witness.addCheckpoint(body);
    this.#count(reply);
    response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.body);
  }

  #count({ outcome, body }: Reply): void {
    this.#requests.inc({ outcome });
    if (outcome === 'state-lost') this.#unready = body.trim();
  }
}

/** The body, or null when it is longer than this; the rest is then not kept. */
function bodyOf(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on('data', (part: Buffer) => {
      length += part.length;
      if (length <= limit) parts.push(part);
      else resolve(null);
    });
    request.once('end', () => resolve(Buffer.concat(parts)));
    request.once('error', reject);
    request.once('close', () => reject(new Error('the request ended too early')));
  });
}
