"""Links of a built site: that those inside lead somewhere, and on request that those outside still do."""
