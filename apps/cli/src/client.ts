/** The api, as its clients use it. */
import { randomUUID } from 'node:crypto';
import { Problem } from '#contract';
import { Failure } from './failure.ts';

/** The api said no, with a problem document. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

export class Client {
  constructor(
    private readonly address: string,
    private readonly token: string,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.send<T>('GET', path);
  }

  /** Sent with a key of its own, so that a repetition after a broken connection is safe. */
  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.send<T>('POST', path, body);
  }

  /** A file with its details, as a form sends them; details that are not given are left out. */
  postFile<T>(
    path: string,
    file: { name: string | null; bytes: Uint8Array },
    details: Record<string, string | undefined>,
  ): Promise<T> {
    const form = new FormData();
    for (const [name, value] of Object.entries(details)) if (value !== undefined) form.set(name, value);
    form.set('file', new Blob([Buffer.from(file.bytes)]), file.name ?? 'standard-input');
    return this.send<T>('POST', path, form);
  }

  /** Every item of a list, page after page. */
  async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null = null;
    do {
      const query: string = `${path.includes('?') ? '&' : '?'}limit=200${cursor ? `&cursor=${cursor}` : ''}`;
      const page: { items: T[]; next: string | null } = await this.get(path + query);
      items.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return items;
  }

  private async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(new URL(`/api/v1${path}`, this.address), {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'idempotency-key': randomUUID() }),
        // Of a form, fetch says itself where its parts end.
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new Failure(
        `No server answers at ${this.address}: start one with “countersign start” or “countersign demo”. (${String(error)})`,
      );
    });
    const answer: unknown = await response.json().catch(() => null);
    const problem = response.ok ? null : Problem.safeParse(answer);
    if (problem?.success) throw new Refusal(problem.data);
    if (problem ?? answer === null)
      throw new Failure(`What answers at ${this.address} is not Countersign: correct COUNTERSIGN_URL.`);
    return answer as T; // the contract says so; a client of another version would notice at its own peril
  }
}
