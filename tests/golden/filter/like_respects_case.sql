SELECT t0."id" FROM "posts" t0 WHERE gq_like(t0."slug", ?1) ORDER BY t0."id" LIMIT ?2;
