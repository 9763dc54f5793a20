/** Reads, by syntax, every text that is handed to `l10n.t`: what `@vscode/l10n-dev` reads of the extension, and the screens as well, which it does not see. */
import ts from 'typescript';

export interface LocalisedTexts {
  readonly texts: readonly string[];
  /** Calls whose text is not written there as it is, so that no translation could be found for it. */
  readonly unreadable: readonly string[];
}

/** The texts of one file, in its order. */
export function localisedTexts(file: string, text: string): LocalisedTexts {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const texts: string[] = [];
  const unreadable: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(vscode\.)?l10n\.t$/.test(node.expression.getText(source))) {
      const [message] = node.arguments;
      if (message && ts.isStringLiteralLike(message)) texts.push(message.text);
      else unreadable.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1} ${node.getText(source).slice(0, 80)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { texts, unreadable };
}

/** The bundle that translators begin with: each text as its own key, in an order that no edit elsewhere changes. */
export function bundleOfTexts(texts: Iterable<string>): string {
  const sorted = [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted.map((text) => [text, text])), null, 2)}\n`;
}
