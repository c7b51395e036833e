"""Set-up of the embedding model: build the default one, export any one for serving, check the export."""
