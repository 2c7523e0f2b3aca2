"""What several stages must understand alike of text: words, names, Markdown's structure. A leaf, like `model`."""
