// What lies over the page and is left by the browser's Back: an open document, the history, and on
// a phone the evidence. Each is an entry of the session's history while it is open, so that Back
// closes it and leaves the page alone; closed by its own button, it takes its entry along.
(() => {
  const open = []; // what closes each layer, the topmost last
  let entries = history.state?.layer ?? 0; // of ours in the history, up to the current one
  let going = false; // on the way to another entry: what is opened meanwhile gets its own after it

  const settle = () => {
    if (going) return;
    for (; entries < open.length; entries++)
      history.pushState({ layer: entries + 1 }, "", open[entries].url ?? location.href);
    if (entries > open.length) {
      going = true;
      history.go(open.length - entries);
    }
  };

  // `close` is called when Back leaves the layer; `url` is what the address shows meanwhile.
  const opened = (close, url) => {
    open.push({ close, url });
    settle();
  };

  // Say whether it was a layer; one that Back has closed, or that was none, has no entry to leave.
  const closed = (close) => {
    const at = open.findIndex((layer) => layer.close === close);
    if (at < 0) return false;
    open.splice(at, 1);
    settle();
    return true;
  };

  window.addEventListener("popstate", (event) => {
    entries = event.state?.layer ?? 0;
    if (!going) while (open.length > entries) open.pop().close();
    going = false;
    settle();
  });

  window.layers = { opened, closed, resumed: () => entries > open.length };
})();
