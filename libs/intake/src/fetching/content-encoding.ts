import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, type InputType, type ZlibOptions } from 'node:zlib';
import { codeOf } from './connection.ts';
import { tooLarge } from './exchange.ts';
import { FetchRefused } from './refusals.ts';

/** Pages compress 3 to 20 times; tables and logs up to some 100 times. */
const RATIO_MAX = 200;
/** Up to this many bytes come out whatever the ratio: a small page of blanks is no attack. */
const HARMLESS_BYTES = 1_000_000;

type Decoder = (bytes: InputType, options: ZlibOptions) => Promise<Buffer>;
const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  deflate: inflateEither,
};

/**
 * Takes a Content-Encoding off. Memory stays near `maxBytes`, however much would come out.
 *
 * @param maxBytes the most that may come out
 * @throws FetchRefused
 */
export async function decodeContent(
  body: Buffer,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const encoding = contentEncoding?.trim().toLowerCase();
  if (!encoding || encoding === 'identity' || body.length === 0) return body;
  const decode = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
  if (!decode) {
    throw new FetchRefused('unknown-encoding', `The page is packed in a way nobody asked for (${encoding}).`);
  }
  const byRatio = Math.max(HARMLESS_BYTES, body.length * RATIO_MAX);
  try {
    return await decode(body, { maxOutputLength: Math.min(maxBytes, byRatio), chunkSize: 65_536 });
  } catch (error) {
    if (codeOf(error) !== 'ERR_BUFFER_TOO_LARGE') {
      throw new FetchRefused('malformed-response', 'The page arrived damaged: it could not be unpacked.');
    }
    if (maxBytes <= byRatio) throw tooLarge(maxBytes);
    throw new FetchRefused(
      'decompression-bomb',
      `The page unpacks to more than ${RATIO_MAX} times its size, as no honest page does.`,
    );
  }
}

/** Servers disagree on what deflate means: with zlib's header (RFC 9110) or without it. */
function inflateEither(bytes: InputType, options: ZlibOptions): Promise<Buffer> {
  const hasHeader = bytes instanceof Uint8Array && ((bytes[0] ?? 0) & 0x0f) === 8;
  return promisify(hasHeader ? inflate : inflateRaw)(bytes, options);
}
