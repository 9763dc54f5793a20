/** Tests that no longer run although they are still there. */
import type { Mutant } from './mutant.ts';
import type { FunctionSite } from './sites.ts';
import { indentOf, nodesOf, replaced } from './syntax.ts';
import type { Node } from './syntax.ts';

export interface TestSite {
  readonly name: string;
  readonly node: Node;
  readonly broken: readonly Mutant[];
}

/** Tests that are functions, or calls with a title, each of which is there once, with the ways to skip it. */
export function testSites(id: string, text: string, root: Node, functions: readonly FunctionSite[]): readonly TestSite[] {
  if (/^(javascript|typescript|tsx)$/.test(id)) return titledTests(text, root);
  return functions.flatMap((site): TestSite[] => {
    const broken = skipsOf(id, text, site);
    return broken.length === 0 ? [] : [{ name: site.path, node: site.node, broken }];
  });
}

function titledTests(text: string, root: Node): readonly TestSite[] {
  return nodesOf(root, ['call_expression']).flatMap((call): TestSite[] => {
    const callee = call.childForFieldName('function');
    const title = call.childForFieldName('arguments')?.firstNamedChild;
    const body = call.childForFieldName('arguments')?.lastNamedChild;
    if (!callee || !title || !body || !/^(it|test)$/.test(callee.text) || title.type !== 'string' || !/function|arrow/.test(body.type)) return [];
    const name = title.text.slice(1, -1);
    if (/[\\'"`]/.test(name) || text.split(name).length !== 2) return [];
    const called = (by: string): string => replaced(text, [callee.startIndex, callee.endIndex, by]);
    const broken: Mutant[] = [
      { operator: 'skip: .skip', text: called(`${callee.text}.skip`) },
      { operator: 'skip: .todo', text: called(`${callee.text}.todo`) },
      { operator: 'skip: an option', text: replaced(text, [title.endIndex, title.endIndex, ', { skip: true }']) },
      { operator: 'skip: the body goes', text: replaced(text, [body.startIndex, body.endIndex, '() => {}']) },
    ];
    return [{ name, node: call, broken }];
  });
}

function skipsOf(id: string, text: string, { node, whole, name, body, inClass }: FunctionSite): readonly Mutant[] {
  const indent = indentOf(text, whole);
  if (indent === undefined) return [];
  const marked = (mark: string): Mutant => ({ operator: `skip: ${mark}`, text: replaced(text, [whole.startIndex, whole.startIndex, `${mark}\n${indent}`]) });
  const first = body.firstNamedChild;
  const at = id === 'python' ? body.startIndex : (body.startIndex + 1);
  const begun = (words: string): Mutant => ({ operator: `skip: ${words}`, text: replaced(text, [at, at, id === 'python' ? `${words}\n${first ? (indentOf(text, first) ?? '') : ''}` : `\n${words}\n`]) });
  if (id === 'python' && /^test_/.test(name.text)) {
    const marks = ['@pytest.mark.skip', '@pytest.mark.skip(reason="later")', '@unittest.skip("later")', '@pytest.mark.skipif(True, reason="later")', '@unittest.skipIf(True, "later")'];
    return [...marks.map(marked), begun('pytest.skip("later")'), ...(inClass ? [begun('self.skipTest("later")'), begun('raise unittest.SkipTest("later")')] : [])];
  }
  if (id === 'go' && /^Test[A-Z]/.test(name.text)) {
    const given = /^\(\s*(\w+)\s+\*testing\.T\s*\)$/.exec(node.childForFieldName('parameters')?.text ?? '')?.[1];
    return given === undefined ? [] : [`${given}.Skip("later")`, `${given}.SkipNow()`, `${given}.Skipf("later")`].map(begun);
  }
  if (id === 'rust') {
    const before = node.previousNamedSibling;
    return before?.type === 'attribute_item' && before.text === '#[test]' ? ['#[ignore]', '#[ignore = "later"]', '#[cfg(any())]'].map(marked) : [];
  }
  if (id === 'java' && /@(Test|ParameterizedTest)\b/.test(node.text.slice(0, name.startIndex - node.startIndex))) {
    return (/\bjupiter\b/.test(text) ? ['@org.junit.jupiter.api.Disabled', '@org.junit.jupiter.api.Disabled("later")'] : ['@org.junit.Ignore', '@org.junit.Ignore("later")']).map(marked);
  }
  if (id === 'csharp') {
    const mark = nodesOf(node, ['attribute']).find((one) => one.endIndex < name.startIndex && /^(Fact|Theory|Test)$/.test(one.text));
    if (!mark) return [];
    const by = mark.text === 'Test' ? 'Test, Ignore("later")' : `${mark.text}(Skip = "later")`;
    return [{ operator: `skip: [${by}]`, text: replaced(text, [mark.startIndex, mark.endIndex, by]) }];
  }
  return [];
}
