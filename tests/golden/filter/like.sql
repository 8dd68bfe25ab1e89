SELECT t0."id", t0."title" FROM "posts" t0 WHERE gq_like(t0."title", ?1) ORDER BY t0."id" LIMIT ?2;
