/** General news agencies: their reports are printed by many outlets, so many outlets are then one source. */

interface Agency {
  readonly name: string;
  /** Long forms, which stand for the agency anywhere. */
  readonly names: readonly string[];
  /** Short forms, which are credits only in capitals and in the places of a credit. */
  readonly initials: readonly string[];
}

const AGENCIES: readonly Agency[] = `
Reuters: Thomson Reuters, Reuters
Associated Press: The Associated Press, Associated Press | AP
Agence France-Presse: Agence France-Presse, Agence France Presse | AFP
PA Media: PA Media, Press Association, PA News Agency | PA
Deutsche Presse-Agentur: Deutsche Presse-Agentur, Deutsche Presse Agentur | DPA, dpa
Bloomberg: Bloomberg News, Bloomberg
United Press International: United Press International | UPI
EFE: Agencia EFE | EFE
ANSA: Agenzia ANSA | ANSA
Xinhua: Xinhua News Agency, Xinhua
TASS: ITAR-TASS, TASS
Interfax: Interfax
RIA Novosti: RIA Novosti
Kyodo News: Kyodo News, Kyodo
Jiji Press: Jiji Press
Yonhap: Yonhap News Agency, Yonhap
Press Trust of India: Press Trust of India | PTI
Asian News International: Asian News International | ANI
IANS: Indo-Asian News Service | IANS
Australian Associated Press: Australian Associated Press | AAP
The Canadian Press: The Canadian Press, Canadian Press | CP
Anadolu Agency: Anadolu Agency | AA
Belga: Belga News Agency, Belga
ANP: Algemeen Nederlands Persbureau | ANP
TT: Tidningarnas Telegrambyrå | TT
NTB: Norsk Telegrambyrå | NTB
Ritzau: Ritzau
STT: Suomen Tietotoimisto | STT
PAP: Polish Press Agency | PAP
CTK: Czech News Agency | CTK, ČTK
MTI: Hungarian News Agency | MTI
Austria Press Agency: Austria Press Agency | APA
Keystone-SDA: Keystone-SDA, Keystone-ATS | SDA, ATS
Lusa: Agência Lusa, Lusa
Ukrinform: Ukrinform
Bernama: Bernama
Antara: Antara News
Maghreb Arabe Presse: Maghreb Arabe Presse | MAP
Emirates News Agency: Emirates News Agency | WAM
Inter Press Service: Inter Press Service | IPS
Thomson Reuters Foundation: Thomson Reuters Foundation
News Agency of Nigeria: News Agency of Nigeria | NAN
`
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', forms = ''] = line.split(': ');
    const [names = '', initials = ''] = forms.split(' | ');
    return { name, names: names.split(', '), initials: initials ? initials.split(', ') : [] };
  });

const NAME_OF = new Map(
  AGENCIES.flatMap(({ name, names, initials }) => [
    ...names.map((form): [string, string] => [form.toLowerCase(), name]),
    ...initials.map((form): [string, string] => [form, name]),
  ]),
);

const longestFirst = (forms: readonly string[]): string =>
  forms.toSorted((a, b) => b.length - a.length).join('|');

/** Sources of regular expressions; case counts. */
export const AGENCY_FORM = longestFirst(AGENCIES.flatMap(({ names, initials }) => [...names, ...initials]));
export const AGENCY_LONG_FORM = longestFirst(AGENCIES.flatMap(({ names }) => names));

/** The agency's usual name for any of its forms; null when it is no agency. */
export const agencyNamed = (form: string): string | null =>
  NAME_OF.get(form) ??
  NAME_OF.get(form.toLowerCase().replace(/^the /, '')) ??
  NAME_OF.get(form.toLowerCase()) ??
  null;
