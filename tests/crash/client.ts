/** A client that does not give up: it repeats a request, with its Idempotency-Key, until somebody answers. */
import { randomUUID } from 'node:crypto';

const PAUSE_MS = 250;

export interface Answered {
  readonly status: number;
  readonly body: Body;
}

/** Of the api's answers, what a writer reads: a refusal's code, or a list. */
interface Body {
  readonly code?: string;
  readonly items?: readonly { id: string; fence: number }[];
}

export interface Client {
  get(token: string, path: string): Promise<Answered>;
  /** Repeated until it is answered; sometimes sent to two processes at once, as an impatient browser does. */
  post(token: string, path: string, body: unknown): Promise<Answered>;
  /** How often a request was repeated because its process died. */
  repeated: number;
  /** How often the database had no connection to spare: the answer says to try again with the same key. */
  turnedAway: number;
  /** Answers that are nobody's fault but the program's. */
  readonly faults: string[];
}

export function insistingClient(addresses: readonly string[], giveUp: () => boolean): Client {
  let turn = 0;
  const next = () => addresses[turn++ % addresses.length]!;

  async function insist(
    token: string,
    method: string,
    path: string,
    init: { headers?: Record<string, string>; body?: string },
  ): Promise<Answered> {
    while (!giveUp()) {
      try {
        const response = await fetch(new URL(`/api/v1${path}`, next()), {
          method,
          ...init,
          headers: { authorization: `Bearer ${token}`, ...init.headers },
        });
        // The api's own answers, whose shapes its contract tests hold.
        const body = (await response.json()) as Body;
        if (response.status < 500) return { status: response.status, body };
        // On a slow machine 32 writers may wait for a connection longer than the api lets them; it says to come again.
        if (response.status === 503 && body.code === 'unavailable') client.turnedAway++;
        else client.faults.push(`${method} ${path}: ${response.status} ${JSON.stringify(body)}`);
      } catch {
        client.repeated++; // it died, before or after it had done the work: the key tells
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    throw new Error('gave up');
  }

  const client: Client = {
    repeated: 0,
    turnedAway: 0,
    faults: [],
    get: (token, path) => insist(token, 'GET', path, {}),
    async post(token, path, body) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
      const send = () => insist(token, 'POST', path, { headers, body: JSON.stringify(body) });
      if (turn % 4 !== 0) return send();
      const [first, second] = await Promise.all([send(), send()]);
      if (first.status < 300 && JSON.stringify(first) !== JSON.stringify(second))
        client.faults.push(`${path}: one key, two answers: ${JSON.stringify([first, second])}`);
      return first;
    },
  };
  return client;
}
