/** The review of a proposal: every item with its reason in one list, grouped by kind; what is unchecked is left out. */
import * as vscode from 'vscode';
import { itemKinds } from '../../generation/library-schema.ts';
import type { Proposal } from '../../generation/proposal.ts';
import { printable } from '../../project/printable.ts';
import { describeReasons, kindTitles } from '../../project/sentences/generation.ts';

interface ReviewItem extends vscode.QuickPickItem {
  readonly id?: string;
}

/** The identifiers that were accepted; undefined when somebody left. */
export function reviewProposal(proposal: Proposal): Promise<ReadonlySet<string> | undefined> {
  const pick = vscode.window.createQuickPick<ReviewItem>();
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.title = plain(vscode.l10n.t('Review “{0}”: uncheck what does not belong, then press Enter', proposal.title));
  pick.placeholder = vscode.l10n.t('Proposed by the built-in library. Type to filter; nothing is written before you accept.');
  pick.items = itemsOf(proposal);
  pick.selectedItems = pick.items.filter(({ id }) => id !== undefined);
  return new Promise((resolve) => {
    let accepted: ReadonlySet<string> | undefined;
    pick.onDidAccept(() => {
      accepted = new Set(pick.selectedItems.flatMap(({ id }) => id ?? []));
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(accepted);
    });
    pick.show();
  });
}

function itemsOf(proposal: Proposal): ReviewItem[] {
  return itemKinds.flatMap((kind): ReviewItem[] => {
    const own = proposal.items.filter((item) => item.kind === kind);
    if (own.length === 0) return [];
    return [
      { label: kindTitles[kind], kind: vscode.QuickPickItemKind.Separator },
      ...own.map(({ id, title, reasons, entity }) => ({
        id,
        label: plain(`${id} ${title}`),
        description: kind === 'assets' ? (entity.properties as string[]).join(', ') : kind === 'attackers' ? String(entity.vector) : '',
        detail: plain(describeReasons(reasons, proposal)),
      })),
    ];
  });
}

/** Text of others shows no icons. */
function plain(text: string): string {
  return printable(text).replaceAll('$(', '$ (');
}
