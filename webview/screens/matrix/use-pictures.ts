/** Keeps the pictures of cells in the colours of the theme, for as long as the matrix is shown. */
import { useEffect } from 'preact/hooks';
import { drawPictures } from './pictures.ts';

export function usePictures(): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const draw = (): void => drawPictures(sheet, document);
    draw();
    // The editor tells a page of another theme by its tokens on the root, and its class on the body.
    const watching = new MutationObserver(draw);
    watching.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
    watching.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    return () => {
      watching.disconnect();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, []);
}
