import { Readable } from 'node:stream';
import { placeOf, sha256Of, verified, type Archive } from './archive.ts';
import { faultOf, s3Requests, type S3Settings } from './s3-requests.ts';

/** What stores answer that know no conditional writes. */
const NOT_KNOWN: ReadonlySet<number> = new Set([400, 501]);

/** Holds a document in memory while it is sent: the signature and the name both need all of it. */
export async function archiveOnS3(settings: S3Settings): Promise<Archive> {
  const ask = s3Requests(settings);

  const get = async (sha256: string) => {
    const answer = await ask('GET', placeOf(sha256));
    if (answer.status === 404) {
      await answer.body?.cancel();
      return null;
    }
    if (!answer.ok) throw await faultOf(answer);
    return verified(Buffer.from(await answer.arrayBuffer()), sha256, `${settings.bucket}/${placeOf(sha256)}`);
  };
  const has = async (sha256: string) => {
    const answer = await ask('HEAD', placeOf(sha256));
    if (!answer.ok && answer.status !== 404) throw await faultOf(answer);
    return answer.ok;
  };
  let conditionalWrites = true;
  /** True when the bytes were not there; a store without conditional writes is believed to have had none. */
  const send = async (sha256: string, body: Buffer<ArrayBuffer>): Promise<boolean> => {
    const condition = conditionalWrites ? { 'if-none-match': '*' } : {};
    const answer = await ask('PUT', placeOf(sha256), {
      body,
      headers: { 'x-amz-content-sha256': sha256, ...condition },
    });
    if (answer.ok) {
      await answer.body?.cancel();
      return true;
    }
    if (conditionalWrites && answer.status === 412) return false;
    const fault = await faultOf(answer);
    if (!conditionalWrites || !NOT_KNOWN.has(answer.status)) throw fault;
    // Two writers may now both be told that the bytes are new. They write the same bytes.
    conditionalWrites = false;
    return send(sha256, body);
  };
  return {
    get,
    has,
    async put(content) {
      const bytes = content instanceof Readable ? await collected(content) : Buffer.from(content);
      const sha256 = sha256Of(bytes);
      const isNew = !(await has(sha256)) && (await send(sha256, bytes));
      if (!isNew) await get(sha256);
      return { sha256, size: bytes.length, isNew };
    },
  };
}

async function collected(content: AsyncIterable<Uint8Array>): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}
