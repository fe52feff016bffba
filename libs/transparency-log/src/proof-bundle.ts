/**
 * The `.proof.json` of a report: every entry it rests on with its place in the log, in one file. It is canonical JSON,
 * so that a file has one spelling; each `proof` is a whole tlog-proof@v1, which other tools read as it is.
 */
import { fromUtf8, utf8 } from './bytes.ts';
import { jcs, type Json } from './jcs.ts';
import type { Disclosure } from './leaf.ts';
import { Malformed, shown } from './malformed.ts';
import { MAX_EXTRA } from './tlog-proof.ts';

export interface ProofBundle {
  readonly v: 1;
  /** The log's name. */
  readonly origin: string;
  /** SHA-256 of the report's page, 64 hex digits, and the stream whose entries say so. */
  readonly report: { readonly sha256: string; readonly stream: string };
  /** The report's stream and those of its claims, each from its first entry and without holes. */
  readonly items: readonly BundleItem[];
}

export interface BundleItem {
  /** The entry's exact text. */
  readonly leaf: string;
  /** tlog-proof@v1; `extra` holds the disclosed fields, {@link formatDisclosures}. */
  readonly proof: string;
}

export const MAX_BUNDLE_BYTES = 64 * 1024 * 1024;
const MAX_ITEMS = 20_000;

export const formatProofBundle = (bundle: ProofBundle): Uint8Array => utf8(jcs(bundle));

/** Reads the file's form, and proves nothing; {@link Malformed} with the place. */
export function parseProofBundle(bytes: Uint8Array): ProofBundle {
  if (bytes.length > MAX_BUNDLE_BYTES)
    throw new Malformed(`${bytes.length} bytes, more than ${MAX_BUNDLE_BYTES}`, 'file');
  const file = members(canonical(fromUtf8(bytes)), ['items', 'origin', 'report', 'v'], 'file');
  if (file.v !== 1) throw new Malformed('a version this program does not know', 'v');
  const report = members(file.report, ['sha256', 'stream'], 'report');
  if (!Array.isArray(file.items) || !file.items.length) throw new Malformed('no entries', 'items');
  if (file.items.length > MAX_ITEMS)
    throw new Malformed(`${file.items.length} entries, more than ${MAX_ITEMS}`, 'items');
  return {
    v: 1,
    origin: textOf(file.origin, 'origin', /^[^\n]+$/),
    report: {
      sha256: textOf(report.sha256, 'report.sha256', /^[0-9a-f]{64}$/),
      stream: textOf(report.stream, 'report.stream', /^[0-9a-f]{32}$/),
    },
    items: file.items.map((item: unknown, at) => {
      const { leaf, proof } = members(item, ['leaf', 'proof'], `items[${at}]`);
      return {
        leaf: textOf(leaf, `items[${at}].leaf`, /./),
        proof: textOf(proof, `items[${at}].proof`, /./),
      };
    }),
  };
}

export const formatDisclosures = (disclosures: readonly Disclosure[]): Uint8Array => utf8(jcs(disclosures));

/** The fields in the `extra` of a proof: a canonical list of [salt, name, value], ascending by name. */
export function parseDisclosures(extra: Uint8Array): Disclosure[] {
  if (extra.length > MAX_EXTRA) throw new Malformed(`${extra.length} bytes of fields`, 'extra');
  const list = canonical(fromUtf8(extra));
  if (!Array.isArray(list) || !list.length) throw new Malformed('not a list of fields', 'extra');
  let before = '';
  return list.map((field: unknown, at) => {
    const where = `field ${at}`;
    if (!Array.isArray(field) || field.length !== 3)
      throw new Malformed('not a salt, a name and a value', where);
    const [salt, name, value]: unknown[] = field;
    const checked = textOf(name, where, /./s);
    if (at > 0 && checked <= before) throw new Malformed('fields not in the order of their names', where);
    before = checked;
    // jcs accepted it, so it is Json.
    return [textOf(salt, where, /./s), checked, value as Json];
  });
}

/** Parses JSON in its canonical form (RFC 8785), and refuses every other one where it begins to differ. */
function canonical(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const [, at] = /position (\d+)/.exec(String(error)) ?? [];
    throw new Malformed('not JSON', at === undefined ? `${text.length} characters` : `character ${at}`);
  }
  let again: string;
  try {
    again = jcs(value);
  } catch (error) {
    throw new Malformed(error instanceof Error ? error.message : 'not in canonical form', 'file');
  }
  if (again === text) return value;
  let at = 0;
  while (again[at] === text[at]) at++;
  throw new Malformed('not in canonical form (RFC 8785) from here', `character ${at}`);
}

/** An object with exactly these members. */
function members<K extends string>(value: unknown, names: readonly K[], where: string): Record<K, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Malformed(`not an object with ${names.join(', ')}`, where);
  const found = Object.keys(value).sort();
  if (found.join() !== [...names].sort().join())
    throw new Malformed(`has the members ${shown(found.join(', '))}, not ${names.join(', ')}`, where);
  return value as Record<K, unknown>; // exactly these, as compared above
}

function textOf(value: unknown, where: string, form: RegExp): string {
  if (typeof value !== 'string' || !form.test(value))
    throw new Malformed(`not of the form ${form.source}`, where);
  return value;
}
