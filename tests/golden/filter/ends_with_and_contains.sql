SELECT t0."id", t0."title" FROM "posts" t0 WHERE gq_ends_with(t0."title", ?1) AND instr(t0."title", ?2) > 0 ORDER BY t0."id" LIMIT ?3;
