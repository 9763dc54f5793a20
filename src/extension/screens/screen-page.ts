/** The page that a screen runs in: nothing but what the package brings, and no script or style that stands in the page itself. */
import * as vscode from 'vscode';

/** Where the built screens lie; nothing else of the machine can be loaded. */
export function screenFiles(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

export function screenPage(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const address = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(screenFiles(extensionUri), file)).toString();
  // Workers can only be started of text that a script of ours made; they load their code like any script of ours.
  const policy = [`default-src 'none'`, `script-src ${webview.cspSource}`, `style-src ${webview.cspSource}`, `img-src ${webview.cspSource} data: blob:`, 'worker-src blob:', `base-uri 'none'`, `form-action 'none'`].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mipiti</title>
<link rel="stylesheet" href="${address('screens.css')}">
</head>
<body>
<div id="screens"></div>
<script type="module" src="${address('main.js')}"></script>
</body>
</html>`;
}
