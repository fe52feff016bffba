/**
 * Common given names of many languages that are nearly always a woman's or a man's. Public fact: they stand in every census
 * and register of births. Names that both bear ("Andrea", "Jean", "Nicola", "Ashley") are left out: they tell nothing.
 */
const WOMEN = `abigail ada adriana agata agnes agnieszka aicha aisha alejandra alexandra alice alicia alina alison amanda amelia amina amy ana anastasia
  angela anita anja anna anne annette annika antonia anya asha astrid audrey aurora ayesha barbara beata beatrice beatriz bettina bianca birgit
  brenda bridget brigitte carla carolina caroline cassandra catarina catherine cecilia celia charlotte chiara chloe christina christine clara
  claudia cristina cynthia daniela deborah debra delphine denise diana diane dolores donna dorothy edith elaine eleanor elena eleni elif
  elisa elisabeth elizabeth ella ellen elsa emily emma erika esra estelle esther eva fatima fatma fatoumata federica fiona florence
  frances francesca frida gabriela galina gemma georgina gertrude giulia gloria grace greta gudrun gwen hanna hannah harriet heather heidi
  helen helena helga henrietta ilaria ileana imogen ines inga ingrid hana irena irene irina isabel isabella isabelle ivana jacqueline jana jane janet
  janine jasmine jelena jennifer jessica joanna johanna josephine joyce juana judith julia juliana julie justyna karen karin karina katarina
  kate katharina katherine kathleen katie katja khadija kirsten kirsty kristin kristina laila larissa latifa laura lauren leila lena
  leonor lidia linda lisa lorena lorraine louise lucia lucy ludmila luisa magdalena maeve maggie malgorzata manuela margaret margarita
  maria mariam mariana marianne marie marina marta martha martina mary mathilde matilda maya megan melanie melissa meryem michelle mildred
  miriam molly monica monika monique mona nadia nadine nancy naomi natalia natalie natasha nathalie nicole nina nomsa nora olga olivia oksana
  ottilie pamela patricia paula pauline penelope petra philippa phoebe priya rachel rebecca renata ricarda rita roberta rosa rosalind rosemary
  ruth sabine sabrina salma samantha samira sandra sara sarah sharon sheila shelley sigrid silvia simona sinead sofia sonia sophia
  sophie stefania stella stephanie susan susanna svetlana sylvia tamara tanya tatiana teresa tereza theresa tina ulrike ursula valentina
  valeria vanessa vera veronica victoria viktoria virginia wanda wendy yasmin yolanda yulia yvonne zainab zeynep zoe zofia zuzanna`;

const MEN = `aaron abdul abdullah abraham adam adrian ahmad ahmed albert alberto alejandro aleksandr alessandro alexander alfred alfredo alistair
  alvaro anders andreas andrei andrew andrzej angus anthony antoine anton antonio arjun arne arnold arthur arturo attila axel barry
  bartosz benjamin bernard bernd bill bjorn bob bogdan boris brendan brian bruce bruno callum carlos cedric charles christian
  christoph christopher claus clive colin cornelius craig cyril damian daniel darren dave david declan dennis derek dieter dimitri dmitri dmitry
  dominic donald douglas duncan eamon edgar eduardo edward edwin emil emmanuel enrique eric erik ernest ernesto ethan eugene
  fabio federico felipe felix ferdinand fernando filip florian francesco francisco franco frank franz fred frederick friedrich fritz gareth
  gary gavin geoffrey george georgios gerald gerhard gianni giorgio giovanni giuseppe gordon graham gregory guillaume gunther gustav guy
  hamid hans harald harold harry hassan hector heinrich helmut henri henrik henry herbert horst howard hubert hugh hugo hussein ian
  ibrahim igor isaac ismail ivan jack jacob jacques jakob james jason javier jean-claude jeffrey jens jeremy jerome jim joachim joao joe johan
  johannes john jonas jonathan jorge jose joseph joshua juan julio jurgen justin karl kaspar keith kenneth kevin klaus kofi konrad
  konstantin krzysztof kurt kwame lars laurent lawrence lech leo leon leonard leonardo leopold liam lorenzo louis lucas luigi luis lukas
  magnus malcolm manfred manuel marcel marcin marco marcus marek mario mark markus martin massimo mateusz matteo matthew matthias maurice maximilian
  mehmet michael miguel mihai mikael mike mikhail milan milos mohamed mohammad mohammed muhammad mustafa nathan neil nicholas nigel nikolai
  nikolaos oleg oliver olivier omar oscar oskar otto oleksandr pablo paolo pascal patrick paul pavel pawel pedro per peter petr philip
  philippe pierre piotr rafael rahul rainer rajesh ralph raymond reinhard ricardo richard robert roberto roderick rodrigo roger roland roman ronald 
  roy rudolf rupert russell salvatore samuel sandro santiago scott sean sebastian sergei sergey sergio seth simon sipho stanislav stefan stefano
  stephen steve steven stuart sven svein tadeusz tariq thabo theodore thierry thomas tiago tim timothy tito tobias tom tomas tomasz torbjorn torsten
  trevor tristan ulrich umberto vaclav vasily victor viktor vincent vincenzo vittorio vladimir volker walter werner wilhelm
  william wojciech wolfgang yannis yiannis yusuf zbigniew zoltan`;

const PRONOUNS = new Map<string, 'he' | 'she'>([
  ...WOMEN.split(/\s+/).map((name) => [name, 'she'] as const),
  ...MEN.split(/\s+/).map((name) => [name, 'he'] as const),
]);

/** What somebody with this given name is called, with or without its accents; null where the name does not tell. */
export function pronounOfGivenName(name: string): 'he' | 'she' | null {
  const lower = name.toLowerCase();
  const plain = /[\u0080-\uffff]/.test(lower) ? lower.normalize('NFD').replaceAll(/\p{M}/gu, '') : lower;
  return PRONOUNS.get(plain) ?? null;
}
