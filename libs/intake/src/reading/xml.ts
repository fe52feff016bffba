/** XML as a stream of events. Entities of its own are not expanded, so none of them can explode. */
import { Parser } from 'htmlparser2';

export interface XmlEvents {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close: (name: string) => void;
}

export function readXml(xml: string, { open, text, close }: XmlEvents): void {
  const parser = new Parser(
    { onopentag: open, ontext: (data) => text?.(data), onclosetag: close },
    { xmlMode: true },
  );
  parser.end(xml);
}
