"""Pages as contexts: each function takes what was asked and gives what both the template and the JSON twin show."""
