/** The walkthrough, by the name that the manifest gives it. */
export const walkthroughId = 'start';
