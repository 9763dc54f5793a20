/** The themes of the plain page: what the editor's own four set, as the pages of the editor see it. */
import tokens from './theme-tokens.json' with { type: 'json' };

export const themeNames = ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const;
export type Theme = (typeof themeNames)[number];

export function isTheme(name: string): name is Theme {
  return (themeNames as readonly string[]).includes(name);
}

/** Gives the page the tokens of a theme, and the class that the editor gives its pages. */
export function useTheme(theme: Theme): void {
  const { style } = document.documentElement;
  for (const name of [...style]) if (name.startsWith('--vscode-')) style.removeProperty(name);
  for (const [name, value] of Object.entries(tokens[theme])) style.setProperty(name, value);
  for (const name of themeNames) document.body.classList.toggle(`vscode-${name}`, name === theme);
}
