// Files on their way into the index, and what is said of them: one line each, until it is dismissed.
// A file that came while another process was writing stays chosen here, and can be sent again.
window.adding = (list, most, { call, upload, refused, done }) => {
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

  const sent = async (file, line) => {
    let path;
    try {
      ({ path } = await upload(file));
    } catch {
      return { ok: false, message: `${file.name}: could not be uploaded; it may be too large.` };
    }
    say(line, `${file.name}: reading and indexing…`);
    return call("add_upload", { path, name: file.name }).catch(refused(file.name));
  };
  const one = async (file, line) => {
    const { ok, busy, message } = await sent(file, line);
    say(line, message, ok ? "good" : "bad");
    if (!busy) return;
    const again = button("Try again", `Try again to add ${file.name}`, async () => {
      again.remove();
      say(line, `${file.name}: uploading…`);
      await one(file, line);
      await done();
    });
    again.className = "quiet";
    line.children[0].after(again);
  };
  const add = async (files) => {
    for (const file of [...files].slice(0, most)) await one(file, note(`${file.name}: uploading…`));
    if (files.length > most)
      note(`Only ${most} files at a time; ${files.length - most} were left out.`, "bad");
    await done();
  };

  return { note, add, clear };
};
