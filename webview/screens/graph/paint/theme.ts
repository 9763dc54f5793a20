/** The colours and the font of the theme, as a canvas and an SVG file need them: resolved. */

export interface GraphTheme {
  readonly ground: string;
  readonly text: string;
  readonly soft: string;
  readonly line: string;
  readonly edge: string;
  readonly raised: string;
  readonly focus: string;
  readonly link: string;
  readonly good: string;
  readonly bad: string;
  readonly warn: string;
  readonly calm: string;
  readonly faint: string;
  /** Set in high contrast: everything has an edge of this colour. */
  readonly contrast?: string;
  readonly family: string;
}

/** Reads the tokens where an element stands. A token that a theme leaves out gets one that it has. */
export function readTheme(element: Element): GraphTheme {
  const style = getComputedStyle(element);
  const token = (name: string, ...others: readonly string[]): string => {
    for (const one of [name, ...others]) {
      const value = style.getPropertyValue(`--${one}`).trim();
      if (value !== '' && value !== 'transparent') return value;
    }
    return style.color;
  };
  const contrast = style.getPropertyValue('--contrast').trim();
  return {
    ground: token('ground'),
    text: token('text'),
    soft: token('text-soft', 'text'),
    line: token('line', 'edge', 'text-soft'),
    edge: token('edge', 'text-soft'),
    raised: token('raised', 'ground'),
    focus: token('focus', 'link'),
    link: token('link', 'focus'),
    good: token('good'),
    bad: token('bad'),
    warn: token('warn'),
    calm: token('calm'),
    faint: token('faint', 'text-soft'),
    ...(contrast === '' || contrast === 'transparent' ? {} : { contrast }),
    family: style.fontFamily,
  };
}

/** Themes change by other classes and variables of the page's root. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true, attributeFilter: ['class', 'style', 'data-vscode-theme-id', 'data-theme'] });
  return () => observer.disconnect();
}
