import type { Registry } from 'prom-client';
import { answerJson, type Answer } from './listen.ts';

/** Health and metrics of a process; null for a request that asks for neither. `whyUnready`: a sentence, or null. */
export function healthAnswer(path: string, whyUnready: string | null, metrics: Registry): Answer | null {
  if (path === '/health/live') return (_, response) => answerJson(response, 200, { status: 'live' });
  if (path === '/health/ready')
    return (_, response) =>
      whyUnready === null
        ? answerJson(response, 200, { status: 'ready' })
        : answerJson(response, 503, { status: 'unready', reason: whyUnready });
  if (path !== '/metrics') return null;
  return async (_, response) => {
    const text = await metrics.metrics();
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
  };
}
