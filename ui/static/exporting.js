// Conversations as files to keep: Markdown to read, JSON for programs.
(() => {
  const save = (name, type, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  const source = ({ number, title, published, document: id, start, end, quote }) => {
    const day = published ? `, ${window.days.shown(published)}` : "";
    const lines = quote.split("\n").map((line) => `> ${line}`);
    return [`[${number}] ${title}${day} (${id}, characters ${start}–${end}):`, "", ...lines].join("\n");
  };

  // A courtesy, such as thanks, was answered without the documents: it has no sources to list.
  const reply = (turn) => turn.status === "courtesy"
    ? [`${turn.answer}\n\n*(a courtesy, not from the documents)*`]
    : [turn.answer, ...turn.citations.map(source)];

  const understood = ({ question, asked, read_as: meant = asked, status }) =>
    status === "courtesy" || meant === question ? [] : [`*Understood as: ${meant}*`];

  const asMarkdown = ({ title, turns }) => [
    `# ${title}`,
    ...turns.flatMap((turn) => [`## ${turn.question}`, ...understood(turn), ...reply(turn)]),
  ].filter(Boolean).join("\n\n") + "\n";

  const conversation = (one, kind) => {
    if (kind === "md") save("conversation.md", "text/markdown", asMarkdown(one));
    else save("conversation.json", "application/json", JSON.stringify(one, null, 2));
  };

  window.exporting = { save, conversation };
})();
