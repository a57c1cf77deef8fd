// The history: the conversations that this browser keeps, to be found, named, taken up and deleted.
// What was kept is shown as text. `act` is what the frame does: begin a new one, or show the chat.
window.past = (dialog, kept, act) => {
  const find = (selector) => dialog.querySelector(selector);
  const list = find(".kept"), wanted = find("[data-find-kept]"), every = find(".every");
  let forgotten = false; // what is shown was deleted, and the new conversation is not here yet

  const make = (name, given, attributes = {}) => {
    const node = Object.assign(document.createElement(name), given);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const button = (className, textContent, label, click) => {
    const made = make("button", { type: "button", className, textContent }, label ? { "aria-label": label } : {});
    made.addEventListener("click", click);
    return made;
  };
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  // What was asked before is no example any more.
  const pruneExamples = () => {
    const asked = new Set(kept.conversations().flatMap(({ turns }) => turns.map((t) => t.question)));
    for (const example of document.querySelectorAll("#chat .example[data-ask]"))
      example.hidden = asked.has(example.dataset.ask);
  };

  const remember = () => {
    pruneExamples();
    const turns = [...document.querySelectorAll("#chat .turn")];
    if (!turns.length) forgotten = false;
    if (forgotten) return;
    if (!turns.length) return kept.open(null);
    const records = turns.filter((t) => t.dataset.record).map((t) => JSON.parse(t.dataset.record));
    if (records.length) kept.remember(records);
  };

  // Whether each of the wanted words stands in the title, or in what was asked and answered.
  const matches = ({ title, turns }) => {
    const said = [title, ...turns.flatMap((turn) => [turn.question, turn.asked, turn.answer])];
    const text = said.join("\n").toLowerCase();
    return wanted.value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
  };

  const takeUp = (one) => {
    forgotten = false;
    document.dispatchEvent(new CustomEvent("restore-conversation", { detail: kept.open(one.id) }));
    dialog.close();
    act.showChat();
  };

  const drawn = (one, now) => {
    const line = make("li", {}, { "data-id": one.id });
    const open = button("link", one.title, "", () => takeUp(one));
    if (one.id === now?.id) open.setAttribute("aria-current", "true");
    const name = button("round rename", "✎", `Rename the conversation “${one.title}”`, () => rename(one));
    const drop = button("round delete", "×", `Delete the conversation “${one.title}”`, () => forget(one.id, drop));
    const when = make("span", { className: "muted" });
    when.textContent = `${window.days.moment(one.time)} · ${count(one.turns.length, "answer")}`;
    line.append(open, name, drop, when);
    return line;
  };

  const draw = () => {
    const all = kept.conversations(), now = kept.current();
    const found = all.filter(matches);
    list.replaceChildren(...found.map((one) => drawn(one, now)));
    if (!found.length) list.textContent = all.length ? "No conversation has these words." : "No conversation yet.";
    find("[role=status]").textContent = wanted.value.trim() ? `${found.length} of ${count(all.length, "conversation")}` : "";
    wanted.closest("label").hidden = every.hidden = !all.length;
    every.querySelector("p").textContent = `Delete ${all.length === 1 ? "the conversation" : `all ${all.length} conversations`} for good?`;
    find(".export").hidden = !now;
  };

  const lineOf = (id) => [...list.children].find((line) => line.dataset?.id === id);
  const rename = (one) => {
    const form = make("form", { className: "renaming" });
    const box = make("input", { type: "text", value: one.title, maxLength: 200 }, { "aria-label": "Name of the conversation" });
    const end = (title) => {
      if (title?.trim()) kept.rename(one.id, title.trim());
      draw();
      lineOf(one.id)?.querySelector(".rename").focus();
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      end(box.value);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault(); // else the history closes
      event.stopPropagation();
      end();
    });
    form.append(box, make("button", { type: "submit", className: "quiet", textContent: "Save" }));
    lineOf(one.id).replaceChildren(form);
    box.select();
  };

  const begin = () => {
    kept.open(null);
    forgotten = true;
    act.begin();
  };
  const forget = (id, from) => {
    const at = [...list.querySelectorAll(".delete")].indexOf(from);
    const shown = kept.current()?.id === id;
    kept.drop(id);
    if (shown) begin();
    draw();
    const left = [...list.querySelectorAll(".delete")];
    (left[Math.min(at, left.length - 1)] ?? find("[data-close-history]")).focus();
  };
  const forgetAll = () => {
    const shown = kept.current();
    kept.dropAll();
    if (shown) begin();
    wanted.value = "";
    every.open = false;
    draw();
    find("[data-close-history]").focus();
  };
  const keepAll = () => {
    every.open = false;
    every.querySelector("summary").focus();
  };

  const leave = () => dialog.close();
  dialog.addEventListener("close", () => window.layers.closed(leave));
  wanted.addEventListener("input", draw);
  find("[data-forget-all]").addEventListener("click", forgetAll);
  find("[data-keep-all]").addEventListener("click", keepAll);
  document.addEventListener("chat-changed", remember);

  const open = () => {
    wanted.value = "";
    every.open = false;
    draw();
    dialog.showModal();
    window.layers.opened(leave);
  };
  return { open, pruneExamples };
};
