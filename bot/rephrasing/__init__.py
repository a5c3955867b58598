"""An answer in other words, by a language model that the operator named. It adds nothing: what it says is checked."""
