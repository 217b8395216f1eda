"""Language-neutral work on strings: folding with kept offsets, scripts, name similarity."""
