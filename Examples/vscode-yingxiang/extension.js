// Starts `yingxiang lsp` for the rule folder that is open.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function activate(context) {
  const settings = vscode.workspace.getConfiguration("yingxiang");
  const opened = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const rules = settings.get("rules") || opened;
  if (!rules) {
    vscode.window.showWarningMessage("应享：请先打开规则文件夹。");
    return;
  }
  const args = ["lsp", "--rules", rules];
  if (settings.get("asOf")) args.push("--as-of", settings.get("asOf"));
  client = new LanguageClient(
    "yingxiang",
    "应享规则",
    { command: settings.get("path"), args, options: opened ? { cwd: opened } : {} },
    {
      documentSelector: [{ scheme: "file", language: "yingxiang" }],
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{rule,csv}") },
    }
  );
  context.subscriptions.push({ dispose: () => client.stop() });
  await client.start();
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
