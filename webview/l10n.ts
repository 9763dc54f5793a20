/** Texts of the screens in the editor's language. English text is the key, as in the rest of the extension; the host hands over the bundle. */
let bundle: Readonly<Record<string, string>> = {};

export const l10n = {
  /** Takes the translations; called once, before anything is shown. */
  use(translations: Readonly<Record<string, string>>): void {
    bundle = translations;
  },
  /** The text with `{0}`, `{1}`… replaced. */
  t(message: string, ...values: readonly (string | number)[]): string {
    const text = Object.hasOwn(bundle, message) ? bundle[message]! : message;
    return text.replaceAll(/\{(\d+)\}/g, (whole, place: string) => String(values[Number(place)] ?? whole));
  },
};
