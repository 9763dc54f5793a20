/** Whether a text is written in a language that the library has words of. */
import { wordsOf } from './text/words.ts';

const english = new Set('the a an and or of to in is are with for from by on that which who it its their they can we our users when into not as at be this'.split(' '));
/** Words that carry grammar in other languages and are none in English. */
const others = new Set(
  'der die das und ist sind mit für von nicht ein eine einen wird werden auf dem den zum zur kann le la les des une est sont avec pour dans sur qui que et du au aux el los las una con para por del está son se il lo gli che di della sono per nel os uma com não em dos das het een en van voor met zijn wordt och att som på är och til med jest się nie oraz ve bir için ile bu'.split(' '),
);

/** True when most of its grammar is foreign, or most of its letters are of no Latin script. */
export function isOtherLanguage(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters > 10 && latin < letters / 2) return true;
  let [own, foreign] = [0, 0];
  for (const { text: word } of wordsOf(sample)) {
    const lower = word.toLowerCase();
    if (english.has(lower)) own++;
    else if (others.has(lower)) foreign++;
  }
  return foreign >= 3 && foreign > own;
}
