SELECT t0."id" FROM "posts" t0 WHERE t0."id" = ?1 ORDER BY t0."id" LIMIT ?2;
