"""From catalogue and query texts to the terms that the lexical index stores and looks up."""
