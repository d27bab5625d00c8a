"""English, as data: time words, habits of its verbs, feasts and prose."""
