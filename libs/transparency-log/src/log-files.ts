/** A published log as files, and the two places it is read from: a folder and an address. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadTile } from './growing.ts';
import { Malformed } from './malformed.ts';
import { MAX_ENTRY_BYTES, TILE_WIDTH, tilePath, type TileName } from './tiles.ts';

/** Gives a file of a published log by its path below the log's prefix, or null when there is none. */
export type ReadLogFile = (path: string) => Promise<Uint8Array | null>;

export interface TileFile {
  readonly data: Buffer;
  /** What it has: the width that was asked for, or 256. */
  readonly width: number;
}

/** The file of a tile; where a partial one has been deleted, the full one that begins with it. Null without either. */
export async function findTile(read: ReadLogFile, name: TileName): Promise<TileFile | null> {
  const exact = await read(tilePath(name));
  const data = exact ?? (await read(tilePath({ ...name, width: TILE_WIDTH })));
  if (!data) return null;
  const width = exact ? name.width : TILE_WIDTH;
  return { data: Buffer.from(data.buffer, data.byteOffset, data.byteLength), width };
}

/** {@link findTile} for those who must have it: {@link Malformed} when it is missing. */
export async function readTileFile(read: ReadLogFile, name: TileName): Promise<TileFile> {
  const file = await findTile(read, name);
  if (!file) throw new Malformed('there is no such file', tilePath(name));
  return file;
}

/** The tiles of a log, for {@link nodeReader} and {@link readEdge}. */
export const tilesOf =
  (read: ReadLogFile): ReadTile =>
  async (tile) =>
    (await readTileFile(read, tile)).data;

/** The largest file a log has: a bundle of the longest entries. Bytes. */
const MAX_FILE = TILE_WIDTH * (2 + MAX_ENTRY_BYTES);
/** Milliseconds that a file may take. */
const PATIENCE = 20_000;

export const logInFolder =
  (folder: string): ReadLogFile =>
  async (path) => {
    try {
      return await readFile(join(folder, path));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  };

/** A log that could not be asked: no answer, too long a one, or another than “here it is” and “there is none”. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** `prefix`: the address below which `checkpoint` and `tile/` lie, with or without its last slash. */
export function logAt(prefix: string): ReadLogFile {
  const base = prefix.endsWith('/') ? prefix : `${prefix}/`;
  return async (path) => {
    const url = base + path;
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
      if (response.status === 404) return null;
      if (!response.ok || !response.body) throw new Unreachable(`${url} answers ${response.status}`);
      return await atMost(MAX_FILE, response.body, url);
    } catch (error) {
      if (error instanceof Unreachable) throw error;
      throw new Unreachable(`${url} does not answer`, { cause: error });
    }
  };
}

async function atMost(limit: number, body: ReadableStream<Uint8Array>, url: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > limit) throw new Unreachable(`${url} is longer than ${limit} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
