/** The three breaks of the walkthrough: edits that leave the service running and its promise empty. */
export interface Break {
  readonly name: string;
  readonly file: string;
  readonly edit: (text: string) => string;
}

const call = '    scan_upload(data, settings.scanner)\n';

function replaced(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`the sample has changed: ${part} is not there`);
  return text.replace(part, by);
}

export const breaks: readonly Break[] = [
  { name: 'the scanner call is removed', file: 'upload.py', edit: (text) => replaced(text, call, '') },
  { name: 'the call is moved behind a constant false', file: 'upload.py', edit: (text) => replaced(text, call, '    if False:\n        scan_upload(data, settings.scanner)\n') },
  {
    name: 'the body of scan_upload is a stub',
    file: 'upload.py',
    edit: (text) => {
      const start = text.indexOf('    try:\n        found = scan_stream');
      const end = text.indexOf('\n\ndef handle_upload');
      if (start < 0 || end < start) throw new Error('the sample has changed: the body of scan_upload is not there');
      return `${text.slice(0, start)}    pass\n${text.slice(end)}`;
    },
  },
];

/** What each of them flips, and nothing else. */
export const flipped = { control: 'CTRL-01', objectives: ['CO-A1-T2'] } as const;
