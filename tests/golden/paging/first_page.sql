SELECT COUNT(*) FROM "posts" t0;
SELECT t0."id" FROM "posts" t0 ORDER BY t0."id" LIMIT ?1;
