/** Entries in which a log says something of itself. Their fields stand in the leaf without a salt. */
import { toBase64 } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { disclosureDigest } from './leaf.ts';

/** Says `vkey`, a key that will sign the log's checkpoints. */
export const KEY_ADDED = 'log.key-added';
/** A log's first entry: says `ended`, the three lines of the last checkpoint of the log that it continues. */
export const LOG_CONTINUES = 'log.continues';

/** Whether an entry with these digests says that the field has this value, for everybody to check. */
export const says = async (
  crypto: Crypto,
  digests: readonly string[],
  name: string,
  value: string,
): Promise<boolean> => digests.includes(toBase64(await disclosureDigest(crypto, ['', name, value])));
