/**
 * The name that a literal is given to, read off the text beside it: assignment, property, named argument, default value,
 * fallback, comparison. Languages spell these alike, and the common form leaves the names of arguments out.
 */

const reach = 120;
/** name, what may close after it, a type perhaps, and the mark that gives the name its value. */
const before = /([\p{L}_$][\p{L}\p{N}_$-]*)["'`]?\s{0,9}[\])]{0,3}!?\s{0,20}(?:[?!]?:\s{0,9}[\w.<>[\]|?][\w.<>[\]|? ]{0,50})?\s{0,20}(?::=|=>|[=!]==?|\|\|=?|\?\?=?|\?:|=|:|\bor\b|\bis\b)\s{0,80}(?:\(\s{0,9}){0,2}(?:[rRbBfFuU@$]{1,2}|f?L)?$/u;
const asked = /([\p{L}_$][\p{L}\p{N}_$-]*)\s{0,9}\??\.(?:equals|equalsIgnoreCase|compareTo|isEqual|eq)\(\s{0,9}$/iu;
const after = /^\s{0,20}(?:[=!]==?|\.equals(?:IgnoreCase)?\()\s{0,20}(?:[\w$]{1,60}(?:\.|->|::|\?\.)){0,5}([\p{L}_$][\p{L}\p{N}_$-]{0,80})/u;

/** What must stand before the literal for the long expression to be worth a try: most literals are plain arguments. */
const mark = /(?:[=:>|?]|\b(?:or|is))\s{0,80}(?:\(\s{0,9}){0,2}[rRbBfFuU@$L]{0,2}$/;

/** Undefined where it stands alone. */
export function nameBeside(text: string, start: number, end: number): string | undefined {
  const left = text.slice(Math.max(0, start - reach), start);
  const named = mark.test(left) ? before.exec(left)?.[1] : undefined;
  return named ?? (left.trimEnd().endsWith('(') ? asked.exec(left)?.[1] : undefined) ?? (behind.test(text.slice(end, end + 40)) ? after.exec(text.slice(end, end + reach + 200))?.[1] : undefined);
}
const behind = /^\s{0,20}(?:[=!]=|\.equals)/;
