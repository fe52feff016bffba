/** Languages told apart: invented sentences, one at a time, and the pages of the article extraction benchmark. */
import { identifyLanguage } from '../../libs/extraction/src/language.ts';
import { articlePages, type ArticlePage } from './article-pages.ts';
import type { Evaluation, Measured } from './evaluation.ts';

const SENTENCES: readonly (readonly [language: string, sentence: string])[] = [
  ['en', 'The council approved the budget on Tuesday after a long debate about the new bridge.'],
  ['en', 'Three matches were called off because the pitch was under water.'],
  ['en', 'Nurses at the hospital say the ward has been short of beds since May.'],
  ['en', 'Turnout fell to 41 per cent, the lowest since records began.'],
  ['en', 'A court in the capital cleared him of all charges.'],
  ['de', 'Der Stadtrat hat am Dienstag den Haushalt beschlossen.'],
  ['de', 'Drei Spiele fielen aus, weil der Platz unter Wasser stand.'],
  ['fr', 'Le conseil municipal a adopté le budget mardi soir.'],
  ['fr', 'Les infirmières disent que le service manque de lits depuis le mois de mai.'],
  ['es', 'El ayuntamiento aprobó el presupuesto el martes por la noche.'],
  ['es', 'Tres partidos fueron suspendidos porque el campo estaba inundado.'],
  ['pt', 'A câmara municipal aprovou o orçamento na terça-feira à noite.'],
  ['it', 'Il consiglio comunale ha approvato il bilancio martedì sera.'],
  ['nl', 'De gemeenteraad heeft dinsdagavond de begroting goedgekeurd.'],
  ['sv', 'Kommunfullmäktige antog budgeten på tisdagskvällen efter en lång debatt.'],
  ['pl', 'Rada miasta przyjęła budżet we wtorek wieczorem.'],
  ['tr', 'Belediye meclisi bütçeyi salı akşamı onayladı.'],
  ['ru', 'Городской совет утвердил бюджет во вторник вечером.'],
  ['uk', 'Міська рада затвердила бюджет у вівторок увечері.'],
  ['ar', 'وافق مجلس المدينة على الميزانية مساء الثلاثاء بعد نقاش طويل.'],
  ['fa', 'شورای شهر سه‌شنبه شب بودجه را پس از بحثی طولانی تصویب کرد.'],
  ['ur', 'سٹی کونسل نے منگل کی شام طویل بحث کے بعد بجٹ کی منظوری دی۔'],
  ['zh', '市议会星期二晚上通过了预算，讨论持续了五个小时。'],
  ['ja', '市議会は火曜日の夜、長い議論の末に予算を承認した。'],
  ['ko', '시의회는 화요일 저녁 긴 토론 끝에 예산안을 승인했다.'],
  ['hi', 'नगर परिषद ने मंगलवार की शाम बजट को मंज़ूरी दी।'],
];

/** The sites of the benchmark that do not write English. "ms" stands for Indonesian too: their short texts are alike. */
const SITE_LANGUAGES: Readonly<Record<string, string>> = {
  'com.br': 'pt',
  'kabarislamia.com': 'ms',
  'comwrap.com': 'de',
  'gto-normativy.ru': 'ru',
  'note100yen.com': 'ja',
};
const languageOf = ({ site }: ArticlePage): string => SITE_LANGUAGES[site] ?? 'en';

export const evaluation: Evaluation = {
  name: 'language',
  async run(): Promise<Measured[]> {
    const pages = articlePages().map((page) => [languageOf(page), page.articleBody] as const);
    return [
      await measured('invented sentences, 19 languages', SENTENCES),
      await measured('article extraction benchmark, 91 articles', pages),
    ];
  },
};

async function measured(
  dataSet: string,
  texts: readonly (readonly [language: string, text: string])[],
): Promise<Measured> {
  let right = 0;
  for (const [language, text] of texts) if ((await identifyLanguage(text)).language === language) right += 1;
  return {
    item: 'language identified',
    dataSet,
    figure: right / texts.length,
    wanted: { atLeast: 0.95 },
    counts: `${right} of ${texts.length}`,
  };
}
