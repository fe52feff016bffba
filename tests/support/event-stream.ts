/** A client of the stream of events. */
import { afterAll } from '@jest/globals';

export interface Told {
  readonly id: number | null;
  readonly event: string;
  readonly data: { readonly type?: string; readonly id?: string; readonly yours?: boolean };
}

export interface Listening {
  readonly status: number;
  /** What was told so far, without progress and signs of life. */
  told(): Told[];
  /** The types of what was told of this subject's id. */
  typesOf(id: string): string[];
  /** Resolves when the server ends the stream, or with close(). */
  readonly ended: Promise<void>;
  close(): void;
}

const open = new Set<AbortController>();
afterAll(() => open.forEach((one) => one.abort()));

/** @param after the position after which to go on; null to begin with what happens from now on */
export async function listenTo(
  address: string,
  token: string,
  after: number | null = null,
): Promise<Listening> {
  const abort = new AbortController();
  open.add(abort);
  const response = await fetch(new URL('/api/v1/events', address), {
    headers: { authorization: `Bearer ${token}`, ...(after !== null && { 'last-event-id': String(after) }) },
    signal: abort.signal,
  });
  let text = '';
  const ended = (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString('utf8');
  })().catch(() => undefined); // it ends when it is aborted
  const told = () =>
    text
      .split('\n\n')
      .slice(0, -1)
      .filter((frame) => !frame.startsWith(':'))
      .map(frameOf)
      .filter(({ event }) => event !== 'progress');
  return {
    status: response.status,
    told,
    typesOf: (id) => told().flatMap(({ data }) => (data.id === id && data.type ? [data.type] : [])),
    ended,
    close: () => abort.abort(),
  };
}

function frameOf(frame: string): Told {
  const lines = new Map(
    frame.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
  ); // "name: value"
  const id = lines.get('id');
  return {
    id: id === undefined ? null : Number(id),
    event: lines.get('event') ?? '',
    data: JSON.parse(lines.get('data') ?? '{}'),
  };
}
