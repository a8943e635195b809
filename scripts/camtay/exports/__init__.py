"""The same records in the shapes of others: heritage catalogues, Wikidata."""
