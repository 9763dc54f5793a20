/** What a value of a library file should have been, as the rest of a sentence that begins with its place. */
import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;

export function describeIssue(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? `is missing; it takes a ${issue.expected}` : `takes a ${issue.expected}`;
    case 'unrecognized_keys':
      return `has ${issue.keys.length === 1 ? 'a key' : 'keys'} that nothing here knows: ${issue.keys.slice(0, 5).join(', ')}`;
    case 'invalid_value':
      return `takes one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return 'is not written as keys, conditions and selectors are: lower case words joined by hyphens, concepts joined by &, tag:name or *';
    case 'too_small':
      return issue.origin === 'array' ? 'needs an entry' : 'must not be empty';
    case 'too_big':
      return `is too long; at most ${issue.maximum} characters`;
    case 'invalid_key':
      return 'is no key: keys are lower case words joined by hyphens';
    default:
      return 'is not what may stand there';
  }
}
