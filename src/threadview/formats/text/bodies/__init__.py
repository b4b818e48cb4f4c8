"""Bodies: from a mark to a post, where its header and its body begin and end."""
