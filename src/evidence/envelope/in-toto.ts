/** in-toto Statement v1: what every payload of evidence is. */
export const statementType = 'https://in-toto.io/Statement/v1';
