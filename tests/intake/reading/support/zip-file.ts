/** Writes ZIP files, also such as no honest program would. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipFileEntry {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** What the directory says it unpacks to, if that is not the truth. */
  readonly statedBytes?: number;
  readonly encrypted?: boolean;
}

export function zipFile(entries: readonly ZipFileEntry[]): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central, body } = partsOf(entry, offset);
    bodies.push(local, body);
    directory.push(central);
    offset += local.length + body.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...bodies, central, end]));
}

function partsOf({ name, data, statedBytes, encrypted = false }: ZipFileEntry, offset: number) {
  const unpacked = Buffer.from(data);
  const body = deflateRawSync(unpacked);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(encrypted ? 1 : 0, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc32(unpacked), 10);
  fields.writeUInt32LE(body.length, 14);
  fields.writeUInt32LE(statedBytes ?? unpacked.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name)]);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
    fields,
    tail,
    Buffer.from(name),
  ]);
  return { local, central, body };
}
