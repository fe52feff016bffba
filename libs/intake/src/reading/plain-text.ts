/** Plain text, kept as it is: its lines are the lines of its canonical text, blank ones included. */
import { canonicalText } from '#extraction';
import { unreadableCharacters, type Decoded } from './decode-text.ts';
import { NO_METADATA, refuse, type Reading } from './reading.ts';

export function readPlainText(decoded: Decoded): Reading {
  const text = canonicalText(decoded.text);
  if (!/\S/.test(text)) return refuse('empty');
  return {
    kind: 'read',
    mediaType: 'text/plain',
    encoding: decoded.encoding,
    ...NO_METADATA,
    lines: text.split('\n').map((line) => ({ text: line, hint: null })),
    warnings: unreadableCharacters(decoded),
  };
}
