/** The second command of the package: the same bundle, which looks at the name that it was called by. */
import './main.ts';
