"""How the tags of order lines are learned (`python -m nlu.tagging`); `nlu.reading.lines.tagging` reads with them."""
