SELECT t0."id" FROM "posts" t0 WHERE 1 ORDER BY t0."id" LIMIT ?1;
