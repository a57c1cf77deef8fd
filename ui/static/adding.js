// Files on their way into the index, and what is said of them: one line each, until it is dismissed.
// A file is given with the `folder` that it was dropped with, "" where it came by itself.
// A file that came while another process was writing stays chosen here, and can be sent again.
window.adding = (list, most, { call, refused, done }) => {
  const PULSE = 1500; // milliseconds between two looks how far the indexing is

  const button = (textContent, label, click) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent });
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", click);
    return made;
  };

  const say = (line, text, kind = "") => {
    const [said] = line.children;
    said.textContent = text;
    said.className = kind;
  };
  const note = (text, kind = "") => {
    const line = document.createElement("li"), said = document.createElement("span");
    const gone = button("×", "Dismiss this notice", () => {
      const next = line.nextElementSibling ?? line.previousElementSibling;
      line.remove();
      (next?.querySelector("button:last-child") ?? document.querySelector("[data-files]")).focus();
    });
    gone.className = "round";
    line.append(said, gone);
    say(line, text, kind);
    list.append(line);
    return line;
  };
  const clear = () => {
    for (const line of [...list.children]) if (!line.querySelector(".quiet")) line.remove();
  };

  // Send a file as Gradio's own `upload` does, which does not say how far it is.
  const upload = (file, tell) => new Promise((good, bad) => {
    const sending = new XMLHttpRequest(), form = new FormData();
    const { root, api_prefix: prefix } = window.gradio_config;
    form.append("files", file);
    sending.upload.onprogress = ({ loaded, total }) => tell(Math.floor((100 * loaded) / total));
    sending.onload = () => (sending.status === 200 ? good(JSON.parse(sending.responseText)[0]) : bad());
    sending.onerror = sending.onabort = bad;
    sending.open("POST", `${root}${prefix}/upload`);
    sending.send(form);
  });
  // Look how far the indexing of a file is, now and then, until `done` has come.
  const follow = async (path, done, tell) => {
    const pause = () => new Promise((good) => setTimeout(good, PULSE));
    let ended = false;
    done.finally(() => { ended = true; });
    for (await pause(); !ended; await pause()) {
      const passages = await call("add_progress", { path }).catch(() => 0);
      if (passages && !ended) tell(passages);
    }
  };
  const sent = async ({ file, folder }, line) => {
    let path;
    try {
      path = await upload(file, (percent) => say(line, `${file.name}: uploading, ${percent} %…`));
    } catch {
      return { ok: false, message: `${file.name}: could not be uploaded; it may be too large.` };
    }
    const doing = `${file.name}: reading and indexing`;
    say(line, `${doing}…`);
    const done = call("add_upload", { path, name: file.name, folder }).catch(refused(file.name));
    follow(path, done, (passages) =>
      say(line, `${doing}, ${passages.toLocaleString("en")} passages so far…`));
    return done;
  };
  const one = async (given, line) => {
    const { file } = given;
    line.setAttribute("aria-busy", "true"); // how far it is need not be read out
    const { ok, busy, message } = await sent(given, line);
    line.removeAttribute("aria-busy");
    say(line, message, ok ? "good" : "bad");
    if (!busy) return;
    const again = button("Try again", `Try again to add ${file.name}`, async () => {
      again.remove();
      say(line, `${file.name}: uploading…`);
      await one(given, line);
      await done();
    });
    again.className = "quiet";
    line.children[0].after(again);
  };
  const add = async (files) => {
    for (const given of files.slice(0, most))
      await one(given, note(`${given.file.name}: uploading…`));
    if (files.length > most) offer(files.slice(most));
    await done();
  };
  const offer = (left) => {
    const line = note(`${left.length} more files wait, ${most} are added at a time. A large folder is `
      + "better indexed by a command in a terminal: rag add FOLDER --index INDEX; INDEX is the folder "
      + "of the index that this page was started with.");
    const next = button(`Add the next ${Math.min(most, left.length)}`, "", () => {
      line.remove();
      add(left);
    });
    next.className = "quiet";
    line.children[0].after(next);
  };

  // The files of what was dropped, those in folders too, by name. A sync leaves out what is hidden in
  // a folder, and so does this.
  const within = async (entry, folder) => {
    if (entry.isFile) return [{ file: await new Promise((good, bad) => entry.file(good, bad)), folder }];
    const reader = entry.createReader(), found = [];
    const some = () => new Promise((good, bad) => reader.readEntries(good, bad)); // 100 at most
    for (let more = await some(); more.length; more = await some()) found.push(...more);
    const seen = found.filter(({ name }) => !name.startsWith("."));
    seen.sort((one, other) => one.name.localeCompare(other.name));
    return each(seen, folder ? `${folder}/${entry.name}` : entry.name);
  };
  const each = async (entries, folder) =>
    (await Promise.all(entries.map((entry) => within(entry, folder)))).flat();
  const drop = async ({ items }) => {
    const entries = [...items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    try {
      await add(await each(entries, ""));
    } catch {
      note("What was dropped could not be read; choose the files instead.", "bad");
    }
  };
  const choose = (files) => add([...files].map((file) => ({ file, folder: "" })));

  return { note, choose, drop, clear };
};
