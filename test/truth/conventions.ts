/** Faults and conventions of oracles: the only differences that are called theirs, each with the sentence that says why. */
import type { Part } from './oracle.ts';

export interface Convention {
  /** The first word of the oracle's name. */
  readonly oracle: string;
  /** Every language of the oracle when left out. */
  readonly language?: string;
  readonly part: Part;
  /** missed: the oracle has it and the verifier does not. */
  readonly kind: 'missed' | 'extra';
  readonly why: string;
  /** Whether a difference is of this sort: what differs, and the text of the file. */
  fits(what: string, text: string): boolean;
}

const asSyntax = new Set(
  ('raise fail throw require require_relative load autoload loop lambda proc alias_method undef_method remove_method private public protected module_function private_class_method public_class_method ' +
    'method public_method instance_method send public_send __send__ define_method define_singleton_method').split(' '),
);

export const conventions: readonly Convention[] = [
  // Python
  { oracle: 'ctags', language: 'python', part: 'functions', kind: 'missed', why: 'A name bound to a lambda is a function to ctags; here only what def defines is compared, since ast has judged lambdas by their place.', fits: (what, text) => /=.*\blambda\b/.test(placeOf(what, text).line) },
  { oracle: 'ctags', language: 'python', part: 'functions', kind: 'missed', why: 'ctags gives a lambda in several lines, or handed to a call, the name of what the whole is bound to.', fits: (what, text) => !/\bdef\b/.test(placeOf(what, text).line) },
  { oracle: 'ctags', language: 'python', part: 'functions', kind: 'extra', why: 'ctags 5.9 does not read stub files (.pyi), nor what stands after several statements on one line.', fits: (what, text) => !/^\s*(async\s+)?def\b/.test(placeOf(what, text).line) || /^\s*(async\s+)?def\b.*:\s*\.\.\.\s*$/.test(placeOf(what, text).line) },
  { oracle: 'ctags', language: 'python', part: 'classes', kind: 'extra', why: 'ctags 5.9 does not read stub files (.pyi).', fits: (_, text) => /:\s*\.\.\.\s*$/m.test(text) },
  // JavaScript and TypeScript
  ...['javascript', 'typescript'].flatMap((language): Convention[] => [
    { oracle: 'ctags', language, part: 'functions', kind: 'missed', why: 'ctags makes up names for functions that have none.', fits: (what) => what.startsWith('AnonymousFunction') },
    { oracle: 'ctags', language, part: 'functions', kind: 'missed', why: 'ctags names a function after what its value is assigned to, also through a member, a computed name or a call that makes it; claims do not.', fits: (what, text) => what.startsWith('[') || !isWrittenFunction(placeOf(what, text)) },
    { oracle: 'ctags', language, part: 'functions', kind: 'missed', why: 'ctags takes a construct signature, or a keyword before a bracket, for a method.', fits: (what) => /^(new|if|for|while|switch|catch|function)@/.test(what) },
    { oracle: 'ctags', language, part: 'functions', kind: 'extra', why: 'ctags has no whole grammar and overlooks functions in functions, arguments, objects, and overloads; what only it lacks was judged by the compiler.', fits: () => true },
    { oracle: 'ctags', language, part: 'classes', kind: 'missed', why: 'Objects, and functions with members, are classes to ctags.', fits: (what, text) => !new RegExp(`\\b(class|interface)\\s+${escaped(placeOf(what, text).name)}\\b`).test(placeOf(what, text).line) },
    { oracle: 'ctags', language, part: 'classes', kind: 'missed', why: 'ctags counts a class that is handed on at once; its name is known inside of it only.', fits: (what, text) => /[([,=:?]\s*class\s/.test(placeOf(what, text).line) },
    { oracle: 'ctags', language, part: 'classes', kind: 'missed', why: 'ctags reads the words of strings, templates and types as code.', fits: (what, text) => /[`'"].*\b(class|interface)\b/.test(placeOf(what, text).line) },
    { oracle: 'ctags', language, part: 'classes', kind: 'extra', why: 'ctags has no whole grammar and overlooks enums, aliases and classes that are values; what only it lacks was judged by the compiler.', fits: () => true },
  ]),
  // Go
  { oracle: 'go/ast', part: 'calls', kind: 'missed', why: 'A conversion to a basic type, and what makes a value, are written like calls; to the verifier they call nothing.', fits: (what) => /^(bool|byte|complex(64|128)|error|float(32|64)|u?int(8|16|32|64)?|rune|string|uintptr|any|new|make) /.test(what) },
  { oracle: 'ctags', language: 'go', part: 'functions', kind: 'missed', why: 'A function called _ has no name that a claim could give.', fits: (what) => what.startsWith('_@') },
  { oracle: 'ctags', language: 'go', part: 'functions', kind: 'extra', why: 'Methods of interfaces are none of the functions of ctags.', fits: (what, text) => !/^\s*func\b/.test(placeOf(what, text).line) },
  { oracle: 'ctags', language: 'go', part: 'classes', kind: 'missed', why: 'To ctags an alias is a type; to a claim it is another name of one.', fits: (what, text) => new RegExp(`\\b${escaped(placeOf(what, text).name)}\\b[^{]*=`).test(placeOf(what, text).line) },
  { oracle: 'ctags', language: 'go', part: 'classes', kind: 'extra', why: 'ctags overlooks types inside of functions, and types without a name.', fits: (what, text) => what.startsWith('_@') || /^\s/.test(placeOf(what, text).line) },
  // Rust
  { oracle: 'ctags', language: 'rust', part: 'classes', kind: 'extra', why: 'ctags 5.9 does not know unions.', fits: (what, text) => /\bunion\b/.test(placeOf(what, text).line) },
  ...(['functions', 'classes'] as const).map((part): Convention => ({ oracle: 'ctags', language: 'rust', part, kind: 'extra', why: 'ctags 5.9 takes a quoted backslash for the beginning of a text and sees nothing after it.', fits: (_, text) => text.includes("b'\\\\'") })),
  { oracle: 'syn', part: 'calls', kind: 'missed', why: 'Ok, Err, Some and Self are written like calls and make a value; to the verifier they call nothing. Nor has what self holds a name.', fits: (what) => /^(Ok|Err|Some|Self|self) /.test(what) },
  { oracle: 'syn', part: 'calls', kind: 'missed', why: 'cfg! asks for a condition of the build, as the attribute does, and calls nothing.', fits: (what) => what.startsWith('cfg! ') },
  // Ruby
  ...(['functions', 'classes'] as const).flatMap((part) => (['missed', 'extra'] as const).map((kind): Convention => ({ oracle: 'ctags', language: 'ruby', part, kind, why: 'ctags has no whole grammar: it reads texts as code, names methods after their receiver, and loses its thread; Ruby itself judged the same files.', fits: () => true }))),
  { oracle: 'RubyVM', part: 'calls', kind: 'missed', why: 'Methods that are as good as syntax are no calls to claims: what leaves, loads, loops, hides, makes functions, or names the method that it calls.', fits: (what) => asSyntax.has(what.split(' ')[0] ?? '') },
  { oracle: 'RubyVM', part: 'calls', kind: 'extra', why: 'RubyVM has one node for a.b ||= c; a.b is called to see whether it is there.', fits: (what, text) => /^\s*(\|\||&&|\*\*|<<|>>|[-+*/%|&^])=/.test(text.slice(Number(what.split(' ')[1]))) },
  // C#
  { oracle: 'ctags', language: 'csharp', part: 'functions', kind: 'missed', why: 'ctags has operators, destructors and constructors of classes under names of its own; claims say op_Addition, Finalize and cctor.', fits: (what, text) => /^operator |^~/.test(what) || new RegExp(`\\bstatic\\s+${escaped(placeOf(what, text).name)}\\s*\\(`).test(placeOf(what, text).line) },
  { oracle: 'ctags', language: 'csharp', part: 'functions', kind: 'missed', why: 'To ctags a delegate is a method; it is a type.', fits: (what, text) => /\bdelegate\b/.test(placeOf(what, text).line) },
  { oracle: 'ctags', language: 'csharp', part: 'classes', kind: 'extra', why: 'To ctags a delegate is a method; it is a type.', fits: (what, text) => /\bdelegate\b/.test(placeOf(what, text).line) },
  ...(['missed', 'extra'] as const).map((kind): Convention => ({ oracle: 'ctags', language: 'csharp', part: 'classes', kind, why: 'ctags takes a type parameter with a constraint for the name of the class.', fits: (what, text) => /<.*\bwhere\b/.test(placeOf(what, text).line) })),
  { oracle: 'ctags', language: 'csharp', part: 'functions', kind: 'extra', why: 'ctags overlooks properties and indexers, constructors of the short form, local functions, methods that are one expression, and those with a constraint; their calls were judged by nobody but the cases.', fits: (what, text) => !new RegExp(`\\b(public|private|protected|internal|override)\\b.*\\b${escaped(placeOf(what, text).name)}\\s*\\(`).test(placeOf(what, text).line) || /=>|\bwhere\b/.test(placeOf(what, text).line) },
  // Java
  { oracle: 'ctags', language: 'java', part: 'functions', kind: 'extra', why: 'ctags overlooks methods of classes without a name, which javac has judged.', fits: (what, text) => /^( {8}|\t\t)/.test(placeOf(what, text).line) },
];

interface Place {
  readonly name: string;
  readonly line: string;
}

/** `name@line` of what differs, with the text of that line. */
function placeOf(what: string, text: string): Place {
  const cut = what.lastIndexOf('@');
  return { name: what.slice(0, cut), line: text.split('\n')[Number(what.slice(cut + 1)) - 1] ?? '' };
}

function isWrittenFunction({ name, line }: Place): boolean {
  const word = escaped(name);
  return new RegExp(`\\bfunction\\s*\\*?\\s*${word}\\b|^\\s*((static|async|get|set|public|private|protected|override|abstract|readonly)\\s+|\\*\\s*)*${word}\\s*[(<]`).test(line);
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
