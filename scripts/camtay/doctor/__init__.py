"""What is old or at risk, before it breaks: engine, domain, copies, reviews, signs."""
