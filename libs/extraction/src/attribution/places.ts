/** Countries, and the capitals and seats that stand for their governments ("Paris said"), by the names news uses. */
import type { Token } from './tokens.ts';

const PLACES = new Set(
  `Abu Dhabi|Abuja|Addis Ababa|Afghanistan|Albania|Algeria|Algiers|Amman|Andorra|Angola|Ankara|Argentina|Armenia|Athens|
   Australia|Austria|Azerbaijan|Baghdad|Bahamas|Bahrain|Baku|Bangkok|Bangladesh|Barbados|Beijing|Beirut|Belarus|Belgium|
   Belgrade|Belize|Benin|Berlin|Bern|Bhutan|Bogotá|Bolivia|Bosnia|Botswana|Brasília|Bratislava|Brazil|Britain|Brunei|Brussels|
   Bucharest|Budapest|Buenos Aires|Bulgaria|Burkina Faso|Burundi|Cairo|Cambodia|Cameroon|Canada|Canberra|Caracas|Chad|Chile|
   China|Colombia|Comoros|Congo|Copenhagen|Costa Rica|Croatia|Cuba|Cyprus|Czechia|Damascus|Delhi|Denmark|Dhaka|Djibouti|Doha|
   Dominica|Downing Street|Dublin|EU|Ecuador|Egypt|El Salvador|England|Eritrea|Estonia|Eswatini|Ethiopia|European Union|Fiji|
   Finland|France|Gabon|Gambia|Georgia|Germany|Ghana|Greece|Grenada|Guatemala|Guinea|Guyana|Haiti|Hanoi|Havana|Helsinki|
   Holyrood|Honduras|Hong Kong|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Islamabad|Israel|Italy|Jakarta|Jamaica|Japan|
   Jerusalem|Jordan|Kabul|Kathmandu|Kazakhstan|Kenya|Khartoum|Kiev|Kosovo|Kremlin|Kuwait|Kyiv|Kyrgyzstan|Laos|Latvia|Lebanon|
   Lesotho|Liberia|Libya|Liechtenstein|Lima|Lisbon|Lithuania|Ljubljana|London|Luxembourg|Madagascar|Madrid|Malawi|Malaysia|
   Maldives|Mali|Malta|Manila|Mauritania|Mauritius|Mexico|Minsk|Moldova|Monaco|Mongolia|Montenegro|Morocco|Moscow|Mozambique|
   Myanmar|Nairobi|Namibia|Nepal|Netherlands|New Delhi|New Zealand|Nicaragua|Niger|Nigeria|North Korea|North Macedonia|
   Northern Ireland|Norway|Oman|Oslo|Ottawa|Pakistan|Palestine|Panama|Paraguay|Paris|Pentagon|Peru|Philippines|Poland|Portugal|
   Prague|Pretoria|Pyongyang|Qatar|Riga|Riyadh|Romania|Rome|Russia|Rwanda|Samoa|Santiago|Sarajevo|Saudi Arabia|Scotland|Senegal|
   Seoul|Serbia|Seychelles|Sierra Leone|Singapore|Skopje|Slovakia|Slovenia|Sofia|Somalia|South Africa|South Korea|South Sudan|
   Spain|Sri Lanka|Stockholm|Sudan|Suriname|Sweden|Switzerland|Syria|Taipei|Taiwan|Tajikistan|Tallinn|Tanzania|Tbilisi|Tehran|
   Thailand|Tirana|Togo|Tokyo|Tonga|Tripoli|Tunis|Tunisia|Turkey|Turkmenistan|Türkiye|U.K.|U.S.|UAE|UK|US|USA|Uganda|Ukraine|
   United Arab Emirates|United Kingdom|United States|Uruguay|Uzbekistan|Vanuatu|Vatican|Venezuela|Vienna|Vietnam|Vilnius|Wales|
   Warsaw|Washington|Wellington|White House|Whitehall|Yemen|Yerevan|Zagreb|Zambia|Zimbabwe`.split(/\|\s*/),
);

const FIRST_WORDS = new Set(Array.from(PLACES, (name) => name.split(' ', 1)[0]));

/** Whether the words are the name of such a place. */
export function isPlace(words: readonly Token[]): boolean {
  const [first] = words;
  if (!first || !FIRST_WORDS.has(first.text)) return false;
  return PLACES.has(words.map(({ text }) => text).join(' '));
}
