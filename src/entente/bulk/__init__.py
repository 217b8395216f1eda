"""The same reading over archives that outgrow one process.

    paths ─shards─> shard ─documents─> worker process (gate, then the pipeline) ─rows─> output, receipt

A *shard* is one archive in, one file of rows out, and a receipt. Everything that must hold when processes die is in the
shard's contract (`receipts`) and in the guard around its worker (`guarding`); what schedules shards only schedules.
"""
