"""The nouns that the stages share; this package imports no stage."""
