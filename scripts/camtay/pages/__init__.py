"""Records → pages: entry pages, hubs, home, in every locale."""
