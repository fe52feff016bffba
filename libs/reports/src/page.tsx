import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { directionOf } from './language.ts';
import { PageContext, pageContextFor } from './page-context.ts';
import { STYLE } from './style.ts';

interface PageProps {
  readonly title: string;
  readonly language: string;
  /** What belongs into the head beside title and style. */
  readonly head: ReactNode;
  /** More than the style sheet that every page has. */
  readonly style?: string;
  readonly children: ReactNode;
}

const MAIN = 'main';

export function renderPage(props: PageProps): string {
  return `<!doctype html>${renderToStaticMarkup(<Page {...props} />)}\n`;
}

function Page({ title, language, head, style = '', children }: PageProps) {
  const context = pageContextFor(language);
  const { words } = context;
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {head}
        <style dangerouslySetInnerHTML={{ __html: STYLE + style }} />
      </head>
      <body lang={words.language === language ? undefined : words.language}>
        <a className="skip-link" href={`#${MAIN}`}>
          {words.skipToContent}
        </a>
        <PageContext value={context}>{children}</PageContext>
      </body>
    </html>
  );
}

/** The landmark that the skip link leads to. */
export function Main({ children }: { readonly children: ReactNode }) {
  return (
    <main id={MAIN} tabIndex={-1}>
      {children}
    </main>
  );
}
