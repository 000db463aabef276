-- Which version of the fold made the rows of state. NULL: none yet, or none that we know.
ALTER TABLE meta ADD COLUMN state_version INTEGER;
