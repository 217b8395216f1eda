"""The pack engine: the format of language packs, loading, compiled patterns, detection. It knows no language."""
