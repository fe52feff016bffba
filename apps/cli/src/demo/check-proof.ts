/** What a reader does with a report: save its page and its proof, and check them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataDir } from '../data-dir.ts';
import { Failure } from '../failure.ts';
import { verify } from '../verify.ts';

export interface PublishedVersion {
  /** Where readers find the report. */
  readonly address: string;
  readonly version: number;
}

/** Keeps both beside the demo's other files, so that they can be checked when nothing runs any more. Gives lines to print. */
export async function checkProof(
  { address, version }: PublishedVersion,
  policyFile: string,
): Promise<string[]> {
  const folder = join(dataDir(), 'published');
  await mkdir(folder, { recursive: true });
  const page = join(folder, 'report.html');
  const proof = join(folder, 'report.proof.json');
  const proofAddress = `${address}/versions/${version}.proof.json`;
  await save(`${address}/versions/${version}`, page);
  await save(proofAddress, proof);
  const said: string[] = [];
  await verify(proof, { policy: policyFile, report: page, online: false, json: false }, (line) =>
    said.push(line),
  );
  const claims = said.filter((line) => line.startsWith('Claim ')).length;
  return [
    `Proof      ${proofAddress}`,
    `           ${said[0]} ${said[1]} ${claims} claims, each with its whole history.`,
    `Policy     ${policyFile}   (whom a reader trusts)`,
    `Check      npx countersign verify ${proof} --policy ${policyFile} --report ${page}`,
  ];
}

async function save(from: string, file: string): Promise<void> {
  const response = await fetch(from);
  if (!response.ok) throw new Failure(`${from} answers ${response.status}.`);
  await writeFile(file, Buffer.from(await response.arrayBuffer()));
}
