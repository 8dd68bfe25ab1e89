SELECT t0."id", t0."slug" FROM "posts" t0 WHERE gq_ilike(t0."slug", ?1) ORDER BY t0."id" LIMIT ?2;
