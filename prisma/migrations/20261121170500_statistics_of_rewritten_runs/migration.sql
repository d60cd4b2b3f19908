-- The table of runs was written anew, which threw away what was told of it. A migration of its own: in the transaction that
-- wrote it, emptying it again would leave the planner with the number of rows that are gone.
SELECT "assume_statistics"();
