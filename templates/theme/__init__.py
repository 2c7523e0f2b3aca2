"""The theme `papershelf`, by the name that MkDocs finds themes under."""
