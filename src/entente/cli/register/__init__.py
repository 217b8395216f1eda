"""The commands of the register: parse, call, print."""
