/** Signed requests for the objects of one bucket, path-style: https://docs.aws.amazon.com/AmazonS3/latest/API/. */
import { setTimeout } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';

export interface S3Settings {
  /** `https://s3.eu-central-1.amazonaws.com`, or the address of a store that speaks the same. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const REQUEST_MS = 60_000;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 50;
/** What a store answers that is busy for a moment. */
const BUSY: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

export type AskS3 = (
  method: 'GET' | 'HEAD' | 'PUT',
  key: string,
  more?: { readonly body: Buffer<ArrayBuffer>; readonly headers: Record<string, string> },
) => Promise<Response>;

/** Answers are handed back whatever their status; a store that is busy is asked again first. */
export function s3Requests(settings: S3Settings): AskS3 {
  const { accessKeyId, secretAccessKey, region, bucket } = settings;
  const endpoint = settings.endpoint.replace(/\/+$/, '');
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  const askOnce = async (url: string, request: RequestInit): Promise<Response> => {
    try {
      return await client.fetch(url, {
        ...request,
        redirect: 'error',
        signal: AbortSignal.timeout(REQUEST_MS),
      });
    } catch (cause) {
      throw new Error(`The archive's store at ${endpoint} did not answer.`, { cause });
    }
  };
  return async (method, key, more) => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await askOnce(`${endpoint}/${bucket}/${key}`, { method, ...more });
      if (!BUSY.has(answer.status) || attempt === ATTEMPTS) return answer;
      await answer.body?.cancel();
      await setTimeout(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  };
}

/** Stores say what is wrong in XML; its code is the part that helps. */
export async function faultOf(answer: Response): Promise<Error> {
  const code = /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1];
  return new Error(`The archive's store answered ${answer.status}${code ? ` (${code})` : ''}.`);
}
