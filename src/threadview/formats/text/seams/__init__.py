"""Seams: places at which another post surely begins, where no mark divides the text."""
