// The frame: views, documents, history, settings, the viewer. `element`, `server` and
// `trigger` are given by Gradio. HTML comes from the server alone; what the browser kept is
// shown as text.
const find = (selector) => element.querySelector(selector);
// What now stands where the one at this place went: itself, or the last one.
const nearest = (selector, at) => {
  const all = [...element.querySelectorAll(selector)];
  return all[Math.min(at, all.length - 1)];
};
const viewer = find("#viewer"), past = find("#history"), library = find("#library");
const form = find(".settings"), rows = find(".rows"), uploads = find(".uploads");
const kept = window.kept(find(".bar").dataset.index);

// ---- the server
// Gradio's client swallows every failure and gives undefined; here it becomes an error to be shown.
const call = async (name, given) => {
  const reply = await server[name](given);
  if (reply === undefined)
    throw new Error("No answer came from the server; try again, or reload the page.");
  return reply;
};
const refused = (name) => ({ message }) => ({ ok: false, message: `${name}: ${message}` });

// ---- views
// The welcome was written when the conversation began; since then documents may have come or gone.
const greet = async () => {
  const old = document.querySelector("#chat .welcome");
  const html = old && await call("welcome", {}).catch(() => "");
  if (!html || !old.isConnected) return;
  old.outerHTML = html;
  conversations.pruneExamples();
};
const show = async (view) => {
  library.hidden = view !== "documents";
  document.body.dataset.view = view;
  for (const button of element.querySelectorAll("nav [data-view]")) {
    if (button.dataset.view === view) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  await (view === "documents" ? list() : greet());
};

// ---- the list of documents
const chosen = new Set(kept.read("chosen") || []);
const wanted = find("[data-find]");
let listed = null, lists = 0;
const list = async () => {
  const number = ++lists;
  const html = await call("library", { containing: wanted.value })
    .catch(({ message }) => `<p class="none">${message}</p>`);
  if (number !== lists) return; // another was asked for
  if (html !== listed) rows.innerHTML = listed = html; // else what is open in it stays open
  for (const box of rows.querySelectorAll(".choose")) box.checked = chosen.has(box.value);
};
let typing = 0;
const narrow = () => {
  clearTimeout(typing);
  typing = setTimeout(list, 200); // milliseconds: not at every letter
};

const { note, choose, drop, clear } = window.adding(
  uploads, Number(find(".drop").dataset.most), { call, refused, done: list });

const remove = async (button) => {
  const id = button.dataset.remove, at = button.closest("tr").rowIndex - 1; // below the head
  const done = await call("remove_document", { id }).catch(refused(id));
  clear();
  note(done.ok ? `${id} removed.` : done.message, done.ok ? "good" : "bad");
  if (done.ok && chosen.delete(id)) settle();
  await list();
  if (document.activeElement === document.body) (nearest(".act summary", at) || wanted).focus();
};
const keep = (button) => {
  const details = button.closest("details");
  details.open = false;
  details.querySelector("summary").focus();
};

// ---- settings
const settle = () => {
  const given = Object.fromEntries(new FormData(form));
  const count = `${chosen.size} document${chosen.size === 1 ? "" : "s"}`;
  const parts = chosen.size ? [`Only ${count}`] : [];
  if (given.after) parts.push(`from ${window.days.shown(given.after)}`);
  if (given.before) parts.push(`until ${window.days.shown(given.before)}`);
  find(".chosen").textContent = chosen.size ? `Only the ${count} ticked in the list` : "All documents";
  const scope = find(".scope"), [full, short] = scope.children;
  scope.hidden = parts.length === 0;
  scope.title = full.textContent = parts.join(", ");
  short.textContent = `${parts.length} filter${parts.length === 1 ? "" : "s"}`; // on a phone
  kept.write("chosen", [...chosen]);
  kept.write("settings", given);
  trigger("apply", {
    options: { ...given, passages: Number(given.passages) || null, documents: chosen.size ? [...chosen] : null },
  });
};
const reset = () => {
  chosen.clear();
  form.reset();
  for (const box of rows.querySelectorAll(".choose")) box.checked = false;
  settle();
};

// ---- a whole document, and permalinks to it
let openedFrom = null, views = 0;
const failed = `<header class="view-head"><div><h2 id="view-title">The document could not be opened</h2>
  </div><div class="view-tools"><button type="button" class="round" data-close-view aria-label="Close">
  <span aria-hidden="true">×</span></button></div></header>
  <div class="view-text"><p>The server did not answer; close this and try again.</p></div>`;
const address = (place) => {
  const url = new URL(location.href);
  for (const name of ["document", "start", "end", "mark"]) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(place)) if (value) url.searchParams.set(name, value);
  return url;
};
const view = async ({ id, ...place }, from) => {
  const number = ++views;
  openedFrom = from;
  viewer.innerHTML = '<p class="none">Opening the document…</p>';
  const url = address({ document: id, ...place });
  if (viewer.open) history.replaceState(history.state, "", url);
  else {
    viewer.showModal();
    // A page that was opened by a link has no entry of its own before it.
    if (from || window.layers.resumed()) window.layers.opened(leave, url);
  }
  const html = await call("view_document", { id, ...place }).catch(() => failed);
  if (number !== views) return; // closed, or another was opened meanwhile
  viewer.innerHTML = html;
  const mark = viewer.querySelector("mark");
  if (mark) mark.scrollIntoView({ block: "center" });
  viewer.querySelector(".view-text").focus({ preventScroll: true });
};
const leave = () => viewer.close();
viewer.addEventListener("close", () => {
  views++;
  if (!window.layers.closed(leave)) history.replaceState(history.state, "", address({}));
  if (openedFrom && openedFrom.isConnected) openedFrom.focus({ preventScroll: true });
});

// ---- conversations, kept in this browser, and exports
const conversations = window.past(past, kept, {
  begin: () => document.querySelector("#new").click(),
  showChat: () => show("chat"),
});
const exportCurrent = (kind) => {
  const one = kept.current();
  if (one) window.exporting.conversation(one, kind);
};
const exportFeedback = async () => {
  try {
    window.exporting.save("feedback.jsonl", "application/jsonl", await call("export_feedback", {}));
  } catch ({ message }) {
    note(message, "bad");
  }
};

// ---- events
const edit = (text) => {
  window.composing.put(text);
  document.querySelector("#composer textarea").focus();
};
const actions = {
  "button[data-view]": (button) => {
    show(button.dataset.view);
    if (button.closest("#chat")) find("[data-files]").focus(); // it is out of sight now
  },
  "button[data-open]": (button) => {
    const { open: id, start, end, mark } = button.dataset;
    view({ id, start, end, mark }, button);
  },
  "[data-close-view]": () => viewer.close(),
  "[data-close-history]": () => past.close(),
  "[data-history]": () => conversations.open(),
  "[data-remove]": remove,
  "[data-keep]": keep,
  "[data-reset]": reset,
  "[data-export]": (button) => exportCurrent(button.dataset.export),
  "[data-export-feedback]": exportFeedback,
  "[data-edit]": (button) => edit(button.dataset.edit),
};
document.addEventListener("click", (event) => {
  for (const [selector, act] of Object.entries(actions)) {
    const target = event.target.closest(selector);
    if (target) act(target);
  }
  if (event.target === viewer || event.target === past) event.target.close(); // the backdrop
});
rows.addEventListener("change", (event) => {
  const box = event.target;
  if (box.checked) chosen.add(box.value);
  else chosen.delete(box.value);
  settle();
});
form.addEventListener("change", settle);
form.addEventListener("submit", (event) => event.preventDefault());
wanted.addEventListener("input", narrow);
find("[data-files]").addEventListener("change", (event) => {
  choose(event.target.files);
  event.target.value = "";
});
// Files may be dropped anywhere: a browser would leave the page for one, or open it beside it.
for (const kind of ["dragover", "dragleave", "drop"])
  document.addEventListener(kind, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const outside = kind === "dragleave" && !event.relatedTarget;
    if (kind !== "dragleave" || outside)
      document.body.toggleAttribute("data-over", kind === "dragover");
    if (kind !== "drop") return;
    for (const dialog of element.querySelectorAll("dialog[open]")) dialog.close();
    drop(event.dataTransfer);
    show("documents");
  });

// ---- start
const settings = kept.read("settings");
for (const [name, value] of Object.entries(settings || {}))
  if (form.elements[name]) form.elements[name].value = value;
if (settings) settle();
const asked = new URL(location.href).searchParams;
if (asked.get("document")) {
  const { document: id, start, end, mark } = Object.fromEntries(asked);
  view({ id, start, end, mark }, null);
}
