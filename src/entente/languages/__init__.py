"""The pack engine: the format of packs, loading, compiled patterns, detection. It knows no language."""
