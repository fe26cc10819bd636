"""One use case a file, shared by every face."""
