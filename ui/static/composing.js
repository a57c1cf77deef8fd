// The box that questions are typed in. It is emptied here, at the very key that asks, and never by
// Gradio, which takes its time, or the server: what is typed meanwhile stays. A question that failed
// comes back into an empty box.
(() => {
  const PATIENCE = 10_000; // milliseconds until a question that nothing was heard of comes back
  let asked = null; // the question whose answer is awaited
  let seen = true; // whether its turn is shown
  let waiting = 0;

  const box = () => document.querySelector("#composer textarea");
  const lastState = () => [...document.querySelectorAll("#chat .turn")].pop()?.dataset.state;

  const put = (text) => {
    box().value = text;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };

  const settle = () => {
    clearTimeout(waiting);
    seen = true;
  };

  const giveBack = () => {
    settle();
    if (asked && !box().value.trim()) put(asked);
    asked = null;
  };

  // Give the question to be asked; none while another one waits, which then stays in the box.
  const take = (question) => {
    if (!question.trim() || !seen || lastState() === "waiting") return "";
    [asked, seen] = [question, false];
    waiting = setTimeout(giveBack, PATIENCE);
    if (box().value.trim() === question.trim()) put("");
    return question;
  };

  document.addEventListener("chat-changed", () => {
    settle();
    if (lastState() === "failed") giveBack();
    else if (lastState() !== "waiting") asked = null;
  });

  const ask = (event) => {
    event.preventDefault();
    event.stopPropagation();
    document.dispatchEvent(new CustomEvent("ask-question", { detail: box().value }));
  };

  const begin = () => {
    settle();
    asked = null;
    put("");
    box().focus();
  };

  document.addEventListener("keydown", (event) => {
    const plain = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (plain && event.target === box()) ask(event);
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("#composer .submit-button")) ask(event);
    if (event.target.closest("#new")) begin();
  }, true);

  window.composing = { put, take, giveBack };
})();
