/** The verification page: what `countersign verify` does, by the reader's own browser, without any network. */
import {
  describeVerification,
  Malformed,
  parsePolicy,
  verifyProofBundle,
  webCrypto,
  type ProvenEntry,
  type Verification,
} from '#verification';

const input = (id: string): HTMLInputElement => {
  const found = document.getElementById(id);
  if (!(found instanceof HTMLInputElement)) throw new Error(`the page has no input ${id}`);
  return found;
};

async function chosen(id: string): Promise<Uint8Array | undefined> {
  const file = input(id).files?.[0];
  return file && new Uint8Array(await file.arrayBuffer());
}

/** Answers to an earlier choice of files must not replace those to a later one. */
let run = 0;

async function check(): Promise<void> {
  const mine = ++run;
  const [proof, policy, report] = await Promise.all(['proof', 'policy', 'report'].map(chosen));
  if (!proof || !policy) return show('', ['Choose a proof file and a policy.'], []);
  let found: Verification | null = null;
  let lines: string[];
  try {
    found = await verifyProofBundle(proof, await parsePolicy(policy, webCrypto), webCrypto, report);
    lines = describeVerification(found);
  } catch (error) {
    lines = [failure(error)];
  }
  if (mine !== run) return;
  show(found?.status ?? '', lines, found && found.status !== 'invalid' ? found.entries : []);
}

/** Only the policy's form, and a browser that lacks what is needed, end here: what is in the proof never does. */
function failure(error: unknown): string {
  if (error instanceof Malformed) return `The policy cannot be read. ${error.message}.`;
  if (!globalThis.crypto?.subtle || (error instanceof DOMException && error.name === 'NotSupportedError'))
    return 'This browser cannot check Ed25519 signatures here. Use a newer one, or open this page from a file.';
  return `This page has a fault: ${String(error)}`;
}

function show(status: string, lines: readonly string[], entries: readonly ProvenEntry[]): void {
  const outcome = document.getElementById('outcome');
  const list = document.getElementById('entries');
  if (!outcome || !list) return;
  outcome.dataset.status = status;
  // Text only: nothing of a file is ever read as markup.
  outcome.replaceChildren(...lines.map((line) => element('p', line)));
  list.replaceChildren(...entries.map(row));
  list.closest('table')!.hidden = entries.length === 0;
}

function row({ index, stream, seq, type, at, fields }: ProvenEntry): HTMLElement {
  const cells = [String(index), `${stream.slice(0, 8)}… ${seq}`, type, at, JSON.stringify(fields)];
  const line = document.createElement('tr');
  line.append(...cells.map(cellUnder));
  return line;
}

/** It carries its column's heading, which narrow screens show in each row. */
function cellUnder(text: string, column: number): HTMLElement {
  const cell = element('td', text);
  cell.dataset.heading = document.querySelectorAll('thead th')[column]?.textContent ?? '';
  return cell;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

for (const id of ['proof', 'policy', 'report']) input(id).addEventListener('change', () => void check());
