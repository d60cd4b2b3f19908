-- Beyond Prisma's schema language: the ends of a session's runs in the order of its log. Pages of messages begin and
-- end there, so that a page costs the same however long the session is.
CREATE INDEX "run_ends" ON "run" ("project_id", "session_id", "last_seq") WHERE started_at IS NOT NULL AND last_seq IS NOT NULL;
