"""An option on top: a language model words the answer, and what it says is checked and cited."""
