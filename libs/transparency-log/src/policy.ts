/** c2sp.org/tlog-policy: which logs and witnesses somebody trusts, and how many witnesses must have signed. */
import { controlIn, fromDecimal, fromUtf8, toHex } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { inside, Malformed, shown } from './malformed.ts';
import { COSIGNATURE, ED25519, parseVerifierKey, type VerifierKey } from './note.ts';

export interface PolicyLog {
  readonly key: VerifierKey;
  /** Where the log is served; null when the policy does not say. */
  readonly url: string | null;
}

export interface PolicyWitness extends PolicyLog {
  /** What groups and the quorum call it; the key has a name of its own. */
  readonly name: string;
}

interface Group {
  readonly threshold: number;
  /** Names of witnesses and of groups defined before. */
  readonly members: readonly string[];
}

export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly groups: ReadonlyMap<string, Group>;
  /** The witness or group that must have signed; null when none must. */
  readonly quorum: string | null;
}

const MAX_POLICY_BYTES = 64 * 1024;
/** Logs, witnesses and groups in one policy; the specification asks for at least 32 of each. */
const MAX_LINES = 256;

/** Reads a policy file; {@link Malformed} with the line. */
export async function parsePolicy(bytes: Uint8Array, crypto: Crypto): Promise<Policy> {
  if (bytes.length > MAX_POLICY_BYTES)
    throw new Malformed(`a policy of ${bytes.length} bytes, more than ${MAX_POLICY_BYTES}`, 'line 1');
  const reading = new Reading(crypto);
  const lines = fromUtf8(bytes).split('\n');
  if (lines.at(-1) !== '') throw new Malformed('no newline at the end', `line ${lines.length}`);
  for (const [at, line] of lines.entries()) {
    const where = `line ${at + 1}`;
    if (controlIn(line, '\t') >= 0) throw new Malformed('a control character', where);
    const words = line.split(/[ \t]+/).filter(Boolean);
    if (words[0] && !words[0].startsWith('#')) await inside(where, () => reading.line(words));
  }
  return reading.done(`line ${lines.length}`);
}

class Reading {
  readonly #crypto: Crypto;
  readonly #logs: PolicyLog[] = [];
  readonly #witnesses: PolicyWitness[] = [];
  readonly #groups = new Map<string, Group>();
  readonly #members = new Set<string>();
  #quorum: string | null | undefined;

  constructor(crypto: Crypto) {
    this.#crypto = crypto;
  }

  async line([keyword = '', ...words]: readonly string[]): Promise<void> {
    if (this.#logs.length + this.#witnesses.length + this.#groups.size >= MAX_LINES)
      throw new Malformed(`more than ${MAX_LINES} logs, witnesses and groups`, keyword);
    if (keyword === 'log') this.#logs.push(await this.#log(words));
    else if (keyword === 'witness') this.#witnesses.push(await this.#witness(words));
    else if (keyword === 'group') this.#group(words);
    else if (keyword === 'quorum') this.#setQuorum(words);
    else throw new Malformed('neither log, witness, group nor quorum', shown(keyword));
  }

  async #log([vkey = '', url, ...more]: readonly string[]): Promise<PolicyLog> {
    if (more.length) throw new Malformed('more than a key and an address', 'log');
    const key = await this.#key(vkey, ED25519, this.#logs);
    return { key, url: url ?? null };
  }

  async #witness([name = '', vkey = '', url, ...more]: readonly string[]): Promise<PolicyWitness> {
    if (more.length) throw new Malformed('more than a name, a key and an address', 'witness');
    this.#define(name);
    const key = await this.#key(vkey, COSIGNATURE, this.#witnesses);
    return { name, key, url: url ?? null };
  }

  async #key(vkey: string, type: number, others: readonly PolicyLog[]): Promise<VerifierKey> {
    const key = await parseVerifierKey(vkey, this.#crypto);
    if (key.type !== type)
      throw new Malformed(`a key of type ${key.type} where one of type ${type} belongs`, 'key');
    if (others.some((other) => toHex(other.key.publicKey) === toHex(key.publicKey)))
      throw new Malformed('the same public key a second time', 'key');
    return key;
  }

  #group([name = '', wanted = '', ...members]: readonly string[]): void {
    this.#define(name);
    const all = members.length;
    const threshold = wanted === 'all' ? all : wanted === 'any' ? 1 : fromDecimal(wanted, 'group');
    if (threshold < 1 || threshold > all)
      throw new Malformed(`${shown(wanted)} of ${all} members cannot be`, 'group');
    for (const member of members) {
      if (member === name || !this.#defined(member))
        throw new Malformed(`${shown(member)} is not defined before`, 'group');
      // So that nobody's signature counts twice.
      if (this.#members.has(member)) throw new Malformed(`${shown(member)} is in a group already`, 'group');
      this.#members.add(member);
    }
    this.#groups.set(name, { threshold, members });
  }

  #setQuorum([name = '', ...more]: readonly string[]): void {
    if (this.#quorum !== undefined) throw new Malformed('a second quorum', 'quorum');
    if (more.length) throw new Malformed('more than one name', 'quorum');
    if (name !== 'none' && !this.#defined(name))
      throw new Malformed(`${shown(name)} is not defined before`, 'quorum');
    this.#quorum = name === 'none' ? null : name;
  }

  #defined(name: string): boolean {
    return this.#groups.has(name) || this.#witnesses.some((witness) => witness.name === name);
  }

  #define(name: string): void {
    if (!name || name === 'none') throw new Malformed(`${shown(name)} cannot be a name`, 'name');
    if (this.#defined(name)) throw new Malformed(`${shown(name)} is defined already`, 'name');
  }

  done(where: string): Policy {
    if (this.#quorum === undefined)
      throw new Malformed('no quorum: say “quorum none” if none is wanted', where);
    return {
      logs: this.#logs,
      witnesses: this.#witnesses,
      groups: this.#groups,
      quorum: this.#quorum,
    };
  }
}

/** Whether the witnesses of these names are a quorum. */
export function satisfied({ groups, quorum }: Policy, signed: ReadonlySet<string>): boolean {
  // Members are defined before their group, so this ends.
  const holds = (name: string): boolean => {
    const group = groups.get(name);
    return group ? group.members.filter(holds).length >= group.threshold : signed.has(name);
  };
  return quorum === null || holds(quorum);
}
