/** The way from a page to its host and back, whichever host it is: the editor, or the plain page. */
export interface Port {
  /** Whether the page is a pane of an editor, which gives it the focus as a whole. */
  readonly isPane: boolean;
  post(message: unknown): void;
  /** Calls back for everything that comes; what is none of the host's messages is passed on as well. */
  listen(heard: (message: unknown) => void): void;
  /** What was remembered when the page was here last; undefined the first time. */
  remembered(): unknown;
  /** Keeps plain data until the page is closed for good. A hidden page may be thrown away and made again. */
  remember(state: unknown): void;
}
