// What this browser keeps of the conversations about an index: all of them in localStorage, which
// of them a tab shows in sessionStorage. Two tabs may show the same one; the one that goes on after
// the other makes a conversation of its own of it, so that neither undoes the other's turns.
(() => {
  const MOST = 50;

  class Kept {
    constructor(index) {
      this.all = `rag.${index}.conversations`;
      this.tab = `rag.${index}`;
    }

    // What only this tab needs, as JSON: null where there is nothing.
    read(name) { return JSON.parse(sessionStorage.getItem(`${this.tab}.${name}`) || "null"); }
    write(name, value) {
      if (value === null) sessionStorage.removeItem(`${this.tab}.${name}`);
      else sessionStorage.setItem(`${this.tab}.${name}`, JSON.stringify(value));
    }

    conversations() { return JSON.parse(localStorage.getItem(this.all) || "[]"); }
    current() { return this.conversations().find((one) => one.id === this.read("current")); }

    // Show one from here on, as it is now, and give its turns; without any, begin a new one.
    open(id) {
      const one = this.conversations().find((other) => other.id === id);
      this.write("current", one ? one.id : null);
      this.write("seen", one ? one.time : null);
      return one ? one.turns : [];
    }

    // What this tab talked about before it was loaded anew; the server takes it up again.
    records() { return this.open(this.read("current")); }

    remember(records) {
      const before = this.current();
      const turns = records.map((record, at) => settled(record, before && before.turns[at]));
      if (before && turns.every((turn, at) => same(turn, before.turns[at]))) return;
      // Ours to replace: what nobody changed since we showed it, and what is shown still begins with.
      const unchanged = before && before.time === this.read("seen");
      const ours = unchanged && before.turns.every((turn, at) => goesOn(turns[at], turn));
      const id = ours ? before.id : crypto.randomUUID?.() ?? String(Math.random());
      const named = before?.named ? { title: before.title, named: true } : {};
      const now = { id, title: turns[0].question, ...named, time: Date.now(), turns };
      const others = this.conversations().filter((one) => one.id !== id);
      this.store([now, ...others].slice(0, MOST));
      this.open(id);
    }

    rename(id, title) {
      this.store(this.conversations().map((one) => (one.id === id ? { ...one, title, named: true } : one)));
    }

    dropAll() { this.store([]); }
    drop(id) { this.store(this.conversations().filter((one) => one.id !== id)); }

    store(conversations) {
      while (conversations.length) {
        try {
          return localStorage.setItem(this.all, JSON.stringify(conversations));
        } catch {
          if (!forgetOldest(this.all)) conversations.pop(); // no room, not even without the others
        }
      }
      localStorage.removeItem(this.all);
    }
  }

  const goesOn = (record, before) =>
    record && before && record.question === before.question && record.asked === before.asked
      && record.confidence === before.confidence && record.status === before.status;

  // The server leaves out the quotes of documents that changed; what was kept of them stays.
  const settled = (record, before) =>
    goesOn(record, before) ? { ...before, verdict: record.verdict } : record;

  // All indexes of an address share its room: drop the oldest conversation about another one.
  const forgetOldest = (own) => {
    const lists = Object.keys(localStorage)
      .filter((name) => /^rag\..*\.conversations$/.test(name) && name !== own)
      .map((name) => [name, JSON.parse(localStorage.getItem(name))])
      .filter(([, list]) => list.length)
      .sort(([, one], [, other]) => one.at(-1).time - other.at(-1).time);
    if (!lists.length) return false;
    const [name, list] = lists[0];
    localStorage.setItem(name, JSON.stringify(list.slice(0, -1)));
    return true;
  };

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  const made = new Map();
  window.kept = (index) => {
    if (!made.has(index)) made.set(index, new Kept(index));
    return made.get(index);
  };
})();
