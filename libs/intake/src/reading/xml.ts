/** XML as a stream of events. Entities of its own are not expanded, so none of them can explode. */
import { Parser } from 'htmlparser2';

export interface XmlEvents {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close(name: string): void;
}

export function readXml(xml: string, { open, text, close }: XmlEvents): void {
  const parser = new Parser(
    { onopentag: open, ontext: (data) => text?.(data), onclosetag: (name) => close(name) },
    { xmlMode: true },
  );
  parser.end(xml);
}
