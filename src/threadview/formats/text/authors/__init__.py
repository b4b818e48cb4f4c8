"""Authors: the places around bodies where names stand, and what there is no name."""
